package extract

import "golang.org/x/net/html/atom"

// keyPoints brings back the items of a list that stands as the summary between
// the title and the text.
func (p *page) keyPoints() {
	first, _ := p.span()
	title := -1
	for i := first - 1; i >= max(0, first-30) && title < 0; i-- {
		if p.pieces[i].titleLike > 0.8 {
			title = i
		}
	}
	if title < 0 {
		return
	}
	for i, q := range p.pieces[title+1 : first] {
		if !q.inside(atom.Li) || q.linkShare() >= 0.3 || len(q.words) < 3 || (q.own|q.box.marks)&asideMarks != 0 || q.caption || p.never(q) {
			continue
		}
		q.keep = q.box.marks&markDeck != 0 || p.sumsUp(q, title+1+i)
	}
}

// sumUp is what stands above the key points of an article.
var sumUp = later(`(?i)^(?:(?:the )?key (?:points|takeaways|facts|findings)|(?:the )?takeaways|highlights|at a glance|in brief|in short|(?:the )?summary|tl;?dr|what you need to know|if your time is short|the (?:main|big) points|das wichtigste(?: in kürze)?|auf einen blick|in kürze|darum geht['’]?s|zusammenfassung|l['’]essentiel|en bref|à retenir|les points clés|(?:las )?claves|puntos clave|lo más importante|en resumen|resumen|em resumo|pontos[- ]chave|principais pontos|in sintesi|in breve|i punti chiave|in het kort|samengevat|kort om|sammanfattning|kortversjonen|oppsummert|kort fortalt|w skrócie|najważniejsze|главное|коротко|кратко|головне|özet|öne çıkanlar|ringkasan|intinya|poin penting|tóm tắt|ポイント|要点|まとめ|요약|핵심 요약|أبرز النقاط|باختصار|תקציר|מה חשוב לדעת)\s*[:：]?$`)

// sumUpWords are words of class names for boxes with key points.
var sumUpWords = later(`(?i)(?:highlights|takeaway|key-?points|keypoints|bullet-?points|at-a-glance|in-?brief|tldr|kernpunkte|puntos-clave|pontos-chave|summary)`)

// sumsUp reports whether an item before the text is a key point: so says the line
// above its list, or a box around it by its class.
func (p *page) sumsUp(q *piece, i int) bool {
	l := q.box.within(atom.Ul, atom.Ol)
	for i > 0 && p.pieces[i].box.under(l) {
		i--
	}
	if label := p.pieces[i]; len(label.words) < 8 && sumUp().MatchString(label.text) {
		label.keep = !p.never(label)
		return true
	}
	b := l
	for range 4 {
		if b == nil || b.words > 200 {
			return false
		}
		if sumUpWords().MatchString(attr(b.node, "class")) {
			return true
		}
		b = b.up
	}
	return false
}
