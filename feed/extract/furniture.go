package extract

import "strings"

// furniture is a heading that belongs to the site: over a box for a newsletter,
// over who wrote the article, over comments and other articles.
var furniture = later(`(?i)^(?:` + strings.Join([]string{
	`(?:about|meet) (?:the|our|this) (?:author|writer|reporter|journalist|columnist|contributor)s?`,
	`(?:sign[ -]?up|subscribe|register|join)\b.{0,40}\b(?:newsletters?|inbox|mailing list|e-?mails?|updates|bulletin)\b.{0,20}`,
	`get\b.{0,40}\b(?:newsletter|(?:in|to) your inbox).{0,20}`, `(?:our |the |free |daily |weekly )*newsletters?`,
	`related (?:stories|articles|posts|links|topics|news|content|coverage|reading)`, `(?:more|latest|top) (?:stories|news|headlines|articles)(?: from .{0,30})?`,
	`(?:leave|post|add) a (?:comment|reply)`, `(?:\d+ )?comments?(?: \(\d+\))?`, `share (?:this|on)\b.{0,30}`, `follow us\b.{0,30}`, `tags|topics|editorial team|advertisement|sponsored`,
	`tentang penulis|profil penulis|komentar|bagikan(?: artikel| berita)? ?(?:ini)?|berita (?:terkait|lainnya|populer)|artikel terkait|tim redaksi|(?:daftar|berlangganan).{0,20}(?:newsletter|buletin)`,
	`über (?:den autor|die autorin|die autoren)|zur person|(?:unser )?newsletter (?:abonnieren|bestellen)|(?:jetzt )?(?:abonnieren|anmelden).{0,20}newsletter|mehr zum thema|kommentare`,
	`à propos de l['’]aute(?:ur|ure|urs|rice)|(?:abonnez|inscrivez)-vous.{0,30}(?:newsletter|lettre|infolettre)|commentaires|sur le même sujet`,
	`sobre (?:el|la|los|o|a|os) autor(?:a|es)?|suscríbe(?:te|ase).{0,40}(?:newsletter|boletín|boletines)|comentarios|noticias relacionadas|inscreva-se.{0,40}newsletter|assine.{0,20}newsletter|comentários|notícias relacionadas`,
	`(?:sull['’]|l['’])autor(?:e|ice)|iscriviti.{0,30}newsletter|commenti|articoli correlati|over de auteur|schrijf je in.{0,30}nieuwsbrief|reacties`,
	`об авторе|комментарии|подпишитесь.{0,30}(?:рассылку|канал)|про автора|коментарі|yazar hakkında|yorumlar|o autorze|komentarze|om författaren|om forfatteren`,
	`著者について|この記事を書いた人|関連記事|コメント|ニュースレター.{0,8}登録.{0,4}|作者简介|作者簡介|相关阅读|相关新闻|评论|기자 소개|관련 ?기사|댓글|về tác giả|bình luận|عن الكاتب|التعليقات|अन्य खबरें|लेखक के बारे में`,
}, `|`) + `)\s*[:：!.…]*$`)

// unfurnished drops headings that belong to the site; below the last one goes
// what is left there, too, when it is no more than a few lines.
func (p *page) unfurnished() {
	last := true
	var below []*piece
	words := 0
	for i := len(p.pieces) - 1; i >= 0; i-- {
		q := p.pieces[i]
		switch {
		case !q.keep:
			continue
		case q.level() < 2:
			below = append(below, q)
			words += len(q.words)
			continue
		}
		if len(q.text) < 160 && furniture().MatchString(strings.TrimSpace(q.text)) {
			q.keep = false
			for _, b := range below {
				b.keep = !last || words > 80
			}
		} else {
			last = false
		}
		below, words = nil, 0
	}
}
