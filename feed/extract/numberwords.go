package extract

import (
	"strings"
	"sync"
)

// numberWords are the ordinal words and numbers from 1 up that headings begin
// with, in many languages.
var numberWords = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for _, list := range []string{
		"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
		"firstly secondly thirdly fourthly fifthly",
		"one two three four five six seven eight nine ten eleven twelve",
		"pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh",
		"satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
		"erstens zweitens drittens viertens fünftens sechstens siebtens achtens neuntens zehntens",
		"erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter",
		"erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte",
		"eins zwei drei vier fünf sechs sieben acht neun zehn",
		"premièrement deuxièmement troisièmement quatrièmement cinquièmement sixièmement",
		"premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
		"première seconde",
		"un deux trois quatre cinq six sept huit neuf dix",
		"primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
		"primera segunda tercera cuarta quinta sexta séptima octava novena décima",
		"uno dos tres cuatro cinco seis siete ocho nueve diez",
		"primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
		"primeira segunda terceira quarta quinta",
		"primo secondo terzo quarto quinto sesto settimo ottavo nono decimo",
		"prima seconda terza quarta quinta",
		"uno due tre quattro cinque sei sette otto nove dieci",
		"eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
		"ten_eerste ten_tweede ten_derde ten_vierde ten_vijfde",
		"första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde",
		"første anden tredje fjerde femte sjette syvende ottende niende tiende",
		"pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty",
		"po_pierwsze po_drugie po_trzecie po_czwarte po_piąte",
		"первое второе третье четвёртое пятое шестое седьмое восьмое девятое десятое",
		"первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый",
		"первая вторая третья четвёртая пятая",
		"во-первых во-вторых в-третьих в-четвёртых в-пятых",
		"birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
		"birincisi ikincisi üçüncüsü dördüncüsü beşincisi",
		"thứ_nhất thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu",
		"أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا",
		"أولاً ثانياً ثالثاً رابعاً خامساً سادساً سابعاً ثامناً تاسعاً عاشراً",
		"أوّلاً ثانيًا ثالثًا رابعًا خامسًا سادسًا سابعًا ثامنًا تاسعًا عاشرًا",
		"الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
		"الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة",
		"ראשון שני שלישי רביעי חמישי שישי שביעי שמיני תשיעי עשירי",
		"א׳ ב׳ ג׳ ד׳ ה׳ ו׳ ז׳ ח׳ ט׳ י׳",
		"اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم",
		"पहला दूसरा तीसरा चौथा पांचवां छठा सातवां आठवां नौवां दसवां",
		"첫째 둘째 셋째 넷째 다섯째 여섯째 일곱째 여덟째 아홉째 열째",
		"첫_번째 두_번째 세_번째 네_번째 다섯_번째",
		"首先 其次 再次 最后",
		"una unua dua tria",
		"első második harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik tizedik",
		"první druhá třetí čtvrtá pátá šestá sedmá osmá devátá desátá", "prvý druhý třetí čtvrtý pátý šestý",
		"prvá druhá tretia štvrtá piata", "prvi drugi treći četvrti peti šesti sedmi", "prva druga treća četvrta peta",
		"prima doua treia patra cincea", "πρώτο δεύτερο τρίτο τέταρτο πέμπτο", "πρώτος δεύτερος τρίτος τέταρτος πέμπτος", "πρώτη δεύτερη τρίτη τέταρτη πέμπτη",
		"ensimmäinen toinen kolmas neljäs viides kuudes seitsemäs", "перша друга третя четверта п'ята шоста", "перший другий третій четвертий п'ятий шостий",
		"pierwsza druga trzecia czwarta piąta szósta siódma", "ensimmäiseksi toiseksi kolmanneksi", "ensiksi toiseksi kolmanneksi", "för_det_första för_det_andra för_det_tredje", "for_det_første for_det_andre for_det_tredje",
		"en_primer_lugar en_segundo_lugar en_tercer_lugar", "em_primeiro_lugar em_segundo_lugar em_terceiro_lugar", "in_primo_luogo in_secondo_luogo in_terzo_luogo", "primer segundo tercer",
	} {
		for i, w := range strings.Fields(list) {
			w = strings.ReplaceAll(w, "_", " ")
			if _, ok := m[w]; !ok {
				m[w] = i + 1
			}
		}
	}
	return m
})

// months begin with these, in languages whose dates begin with the day.
var months = later(`(?i)^(?:de |of |à |a )?(?:jan|feb|fév|fev|mar|mär|maa|apr|abr|avr|ap?ril|may|mai\b|mei|mag|maj|jun|juin|giu|jul|juil|lug|aug|ago|août|agu|sep|set\b|oct|okt|oto|ott|out|nov|des\b|desember|dec|déc|dez|dic|gen\b|gennaio|enero|ene\b|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|ocak|şubat|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|jänner)[\pL]*\.?(?:\s|,|:|$)`)

// units and the like follow a figure, not the number of a part.
var units = later(`(?i)^(?:a\.?m\b|p\.?m\b|uhr\b|o'clock|wib\b|wita\b|wit\b|gmt\b|utc\b|%|percent|per cent|persen|prozent|pour cent|por ciento|million|billion|trillion|juta|miliar|triliun|ribu|thousand|mio\b|mrd\b|millionen|milliarden|millones|millions|milliards|mil\b|milhões|km\b|kg\b|cm\b|mm\b|metres|meters|miles|euro|dollar|usd\b|hours?\b|minutes?\b|years?\b|days?\b|weeks?\b|months?\b|tahun|bulan\b|hari\b|jam\b|menit|jahre?\b|tage?\b|ans\b|años|anni\b|anos\b|лет|года?\b|млн|млрд)`)

// afterOrdinals are German and Scandinavian words that take an ordinal with a
// dot before them: "1. FC", "2. Weltkrieg", "19. Jahrhundert".
var afterOrdinals = later(`(?i)^(?:fc|bundesliga|liga|weltkrieg|jahrhundert|jh\b|stock|spieltag|runde|etage|quartal|halbzeit|klasse|platz|århundre|verdenskrig|advent|juli|runda)\b`)

// isDate reports whether what follows a number makes it a day of the month.
func isDate(rest string) bool {
	return months().MatchString(rest) && len(strings.Fields(rest)) > 0 && isMonth(rest)
}

// isMonth reports whether rest begins with the name of a month and not with a
// longer word that begins alike ("March", not "Marching").
func isMonth(rest string) bool {
	word := strings.ToLower(strings.Trim(strings.Fields(strings.TrimPrefix(strings.TrimPrefix(rest, "de "), "of "))[0], ".,:;"))
	return len([]rune(word)) <= 4 || monthNames()[word]
}

var monthNames = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("january february march april june july august september october november december " +
		"januari februari maret mei juni juli agustus oktober desember januar februar märz dezember jänner janvier février avril juillet septembre octobre novembre décembre " +
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro " +
		"gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre maart augustus augusti mars " +
		"января февраля марта апреля июня июля августа сентября октября ноября декабря ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık") {
		m[w] = true
	}
	return m
})

// isUnit reports whether what follows a number makes it a figure or a time.
func isUnit(rest string) bool { return units().MatchString(rest) }

// afterOrdinal reports whether what follows a number with a dot makes it an
// ordinal in running text.
func afterOrdinal(rest string) bool { return afterOrdinals().MatchString(rest) }
