package extract

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A madePage is a page whose article is known to the word.
type madePage struct {
	name, end, frame, crowd, lang string
	title, html, url              string
	blocks                        []madeBlock
	unseen                        bool // of shapes that are not fitted to
}

// text is the article as article.Text gives it.
func (p *madePage) text() string {
	var out []string
	for _, b := range p.blocks {
		if b.kind != "caption" {
			out = append(out, b.lines...)
		}
	}
	return strings.Join(out, "\n")
}

// A frame is how a site puts its articles: slots in braces are filled with
// furniture, or with nothing.
type frame struct{ name, html string }

// frames are the shapes of sites, every second of which is not fitted to.
var frames = []frame{
	{"article", `<body>{cookies}{header}<article><h1>{title}</h1>{meta}{body}{inner}</article>{after}{footer}</body>`},
	{"main", `<body>{header}<main><h1>{title}</h1>{meta}{body}{inner}{after}</main>{footer}{cookies}</body>`},
	{"wordpress", `<body class="single single-post"><div id="page" class="site"><header id="masthead" class="site-header">{header}</header><div id="content" class="site-content"><main id="main" class="site-main"><article id="post-12" class="post-12 post type-post"><header class="entry-header"><h1 class="entry-title">{title}</h1><div class="entry-meta">{meta}</div></header><div class="entry-content">{body}{inner}</div><footer class="entry-footer">{tags}</footer></article>{after}</main>{side}</div>{footer}</div></body>`},
	{"post-content", `<body><div class="wrap">{header}<div class="post-content"><h1>{title}</h1>{body}</div>{inner}{after}</div>{footer}</body>`},
	{"hugo", `<body id="top"><header class="header">{header}</header><main class="main"><article class="post-single"><header class="post-header">{crumbs}<h1 class="post-title">{title}</h1><div class="post-meta">{meta}</div></header>{contents}<div class="post-content">{body}</div><footer class="post-footer">{tags}{inner}</footer></article>{after}</main><footer class="footer">{footer}</footer></body>`},
	{"ghost", `<body class="post-template"><div class="gh-viewport">{header}<main id="site-main" class="gh-main"><article class="gh-article post"><header class="gh-article-header gh-canvas">{tags}<h1 class="gh-article-title">{title}</h1>{meta}</header><section class="gh-content gh-canvas">{body}</section>{inner}</article>{after}</main>{footer}</div></body>`},
	{"jekyll", `<body><header class="site-header" role="banner"><div class="wrapper">{header}</div></header><main class="page-content" aria-label="Content"><div class="wrapper"><article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting"><header class="post-header"><h1 class="post-title p-name">{title}</h1><p class="post-meta">{meta}</p></header><div class="post-content e-content" itemprop="articleBody">{body}</div>{inner}</article>{after}</div></main>{footer}</body>`},
	{"substack", `<body><div id="main">{header}<div class="single-post-container"><div class="single-post"><article class="newsletter-post post"><div class="post-header"><h1 class="post-title">{title}</h1>{meta}</div><div class="available-content"><div class="body markup">{body}</div></div></article>{inner}</div>{after}</div>{footer}</div></body>`},
	{"sphinx", `<body class="wy-body"><nav class="wy-nav-side">{side}</nav><section class="wy-nav-content-wrap"><div class="rst-content">{crumbs}<div role="main" class="document" itemscope><div itemprop="articleBody"><section id="top"><h1>{title}</h1>{body}</section></div></div><footer>{after}{footer}</footer></div></section></body>`},
	{"docusaurus", `<body><div id="__docusaurus">{header}<div class="main-wrapper">{side}<main class="docMainContainer_gTbr"><div class="container padding-top--md"><div class="row"><div class="col docItemCol_VOVn"><article>{crumbs}<div class="theme-doc-markdown markdown"><header><h1>{title}</h1></header>{body}</div>{inner}</article>{after}</div></div></div></main></div>{footer}</div></body>`},
	{"id content", `<body><div id="wrapper"><div id="header">{header}</div><div id="content"><h1>{title}</h1>{meta}{body}{inner}</div><div id="sidebar">{side}</div><div id="footer">{footer}</div></div></body>`},
	{"nothing", `<body>{header}<h1>{title}</h1>{meta}{body}{after}{footer}</body>`},
	{"utility classes", `<body class="antialiased bg-white">{header}<div class="max-w-2xl mx-auto px-4 py-8"><h1 class="text-3xl font-bold mb-4">{title}</h1><div class="text-sm text-gray-500">{meta}</div><div class="prose prose-lg">{body}</div><div class="mt-8 border-t">{inner}</div></div>{after}{footer}</body>`},
	{"entry-content", `<body>{header}<div class="hentry"><h2 class="entry-title">{title}</h2><div class="entry-content">{body}{inner}</div></div>{after}{footer}</body>`},
	{"blogger", `<body><div class="content-outer"><header>{header}</header><div class="main section" id="main"><div class="post hentry"><h3 class="post-title entry-title">{title}</h3><div class="post-body entry-content" itemprop="articleBody">{body}</div><div class="post-footer">{meta}{inner}</div></div>{after}</div>{side}{footer}</div></body>`},
	{"hashed", `<body><div id="root"><div class="css-1q2w3e">{header}</div><div class="css-9z8x7"><div class="sc-bdvvtL kYcXwz"><h1 class="sc-gsDKAQ">{title}</h1><div class="sc-dkPtRN">{meta}</div><div class="sc-hKwDye fgHqPe">{body}</div></div>{inner}</div><div class="css-7h6g5">{after}</div>{footer}</div></body>`},
	{"markdown-body", `<body><div class="container-lg px-3 my-5 markdown-body">{header}<h1>{title}</h1>{body}{inner}{footer}</div></body>`},
	{"drupal", `<body class="path-node"><div class="layout-container"><header role="banner">{header}</header>{crumbs}<main role="main"><a id="main-content"></a><div class="layout-content"><article class="node node--type-article"><h1><span>{title}</span></h1><div class="node__content"><div class="field field--name-body field--type-text-with-summary">{body}</div>{tags}{inner}</div></article>{after}</div></main><footer role="contentinfo">{footer}</footer></div></body>`},
	{"table", `<body><table width="100%"><tr><td colspan="2">{header}</td></tr><tr><td width="20%">{side}</td><td><h1>{title}</h1>{body}{inner}</td></tr></table>{footer}</body>`},
	{"joomla", `<body class="site com_content"><div class="body"><div class="container">{header}<div class="row-fluid"><main id="content" role="main" class="span9"><div class="item-page"><div class="page-header"><h2>{title}</h2></div>{meta}<div itemprop="articleBody">{body}</div>{inner}</div></main>{side}</div></div></div>{footer}</body>`},
	{"news", `<body>{cookies}<header class="page-header">{header}</header><main><article class="article"><div class="article__header">{crumbs}<h1 class="article__title">{title}</h1>{meta}{share}</div><div class="article__body">{body}{inner}</div></article><section class="recirc">{after}</section></main>{footer}</body>`},
	{"wix", `<body><div id="SITE_CONTAINER"><div id="site-root">{header}<div data-hook="post"><article><div data-hook="post-title"><h1>{title}</h1></div>{meta}<section data-hook="post-description"><div class="_3shzJ"><div>{body}</div></div></section><div data-hook="post-footer">{inner}</div></article></div>{after}</div></div>{footer}</body>`},
	{"section", `<body>{header}<section><header><h1>{title}</h1>{meta}</header>{body}<footer>{inner}</footer></section>{after}{footer}</body>`},
	{"wiki", `<body class="mediawiki"><div id="mw-page-base"></div><div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">{title}</h1><div id="bodyContent" class="vector-body"><div id="mw-content-text" class="mw-body-content"><div class="mw-parser-output">{body}</div></div>{tags}</div></div><div id="mw-navigation">{side}</div>{footer}</body>`},
	{"squarespace", `<body><header id="header">{header}</header><main id="page"><article class="h-entry entry hentry"><div class="blog-item-wrapper"><div class="blog-item-top-wrapper"><h1 class="entry-title p-name">{title}</h1>{meta}</div><div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout"><div class="sqs-block html-block"><div class="sqs-block-content">{body}</div></div></div></div></div></div></article>{inner}{after}</main>{footer}</body>`},
	{"module classes", `<body><div class="App_app__x1Yz">{header}<div class="Post_container__9aBc2"><h1 class="Post_title__kQ8">{title}</h1><div class="Post_meta__a8">{meta}</div><div class="Post_body__Zz1">{body}</div><div class="Post_share__2">{share}</div></div><div class="Post_more__7">{after}</div></div>{footer}</body>`},
	{"medium", `<body><div id="root"><div class="a b c">{header}<div><article><div class="l"><div class="l"><section><div><div class="fr fs ft"><div class="ab ca"><div class="ch bg"><h1 class="pw-post-title">{title}</h1><div class="speechify-ignore">{meta}</div>{body}</div></div></div></div></section></div></div></article></div>{inner}{after}</div></div>{footer}</body>`},
	{"two columns", `<body>{header}<div class="container"><div class="row"><div class="col-md-8"><div class="blog-post"><h1 class="blog-post-title">{title}</h1><p class="blog-post-meta">{meta}</p>{body}{inner}</div></div><div class="col-md-4">{side}</div></div></div>{footer}</body>`},
}

// A site is a page being made: its furniture speaks a tongue and is of a kind.
type site struct {
	*teller
	unseen bool
	crowd  int // percent of the slots that are filled
	name   string
}

// half is a way to write something: of the ways that are fitted to, or of the
// others.
func (s *site) half(list ...string) string {
	n := len(list) / 2
	if s.unseen {
		return s.one(list[n:])
	}
	return s.one(list[:n])
}

func (s *site) link(text string) string {
	return fmt.Sprintf(`<a href="/%s-%d/">%s</a>`, s.one(lines("posts|p|2024|tag|blog")), s.IntN(999), text)
}

// rows are some links, each in an element.
func (s *site) rows(tag string, texts ...string) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString("<" + tag + ">" + s.link(t) + "</" + tag + ">")
	}
	return b.String()
}

func (s *site) titles(n int) []string {
	var out []string
	for range n {
		out = append(out, s.phrase(3, 8))
	}
	return out
}

// slot is the furniture for a slot.
func (s *site) slot(name string) string {
	if name == "meta" && s.chance(70) && s.crowd > 0 || s.chance(s.crowd) {
		return furnitureMakers[name](s)
	}
	return ""
}

var furnitureMakers map[string]func(*site) string

func init() {
	furnitureMakers = map[string]func(*site) string{
		"header": func(s *site) string {
			return s.half(
				`<nav class="nav"><ul>`+s.rows("li", s.nav...)+`</ul></nav>`,
				`<header><a class="logo" href="/">`+s.name+`</a><nav>`+s.rows("span", s.nav...)+`</nav></header>`,
				`<div class="navbar"><a class="brand" href="/">`+s.name+`</a><ul class="menu">`+s.rows("li", s.nav...)+`</ul></div>`,
				`<header class="top"><h2><a href="/">`+s.name+`</a></h2><p>`+s.phrase(4, 8)+`</p><div class="links">`+s.rows("span", s.nav...)+`</div></header>`)
		},
		"crumbs": func(s *site) string {
			return s.half(`<div class="breadcrumbs">`+s.rows("span", s.nav[:2]...)+` » `+s.phrase(2, 4)+`</div>`,
				`<nav aria-label="breadcrumb"><ol class="breadcrumb">`+s.rows("li", s.nav[:2]...)+`</ol></nav>`)
		},
		"meta": func(s *site) string {
			return s.half(`<span class="date">12.03.2024</span> <span class="author">`+s.by+" "+s.name+`</span>`, `<time datetime="2024-03-12">2024-03-12</time> · <span>`+s.read+`</span>`,
				`<p class="byline">`+s.by+` <a href="/about/">`+s.name+`</a> · <time datetime="2024-03-12">2024-03-12</time></p>`, `<div class="post-info"><span>2024-03-12</span><span>`+s.read+`</span></div>`)
		},
		"share": func(s *site) string {
			return s.half(`<div class="share-buttons"><span>`+s.share[0]+`</span>`+s.rows("span", s.share[1:]...)+`</div>`, `<ul class="share">`+s.rows("li", s.share[1:]...)+`</ul>`,
				`<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">`+s.share[0]+`</h3><ul>`+s.rows("li", s.share[1:]...)+`</ul></div>`, `<div class="social-links"><p>`+s.share[0]+`:</p>`+s.rows("div", s.share[1:]...)+`</div>`)
		},
		"tags": func(s *site) string {
			t := s.titles(3)
			for i := range t {
				t[i] = s.one(s.words)
			}
			return s.half(`<ul class="post-tags">`+s.rows("li", t...)+`</ul>`, `<p class="tags">`+s.tags+": "+s.rows("span", t...)+`</p>`,
				`<div class="tag-list">`+s.rows("span", t...)+`</div>`, `<div class="field--name-field-tags"><div class="field__label">`+s.tags+`</div>`+s.rows("div", t...)+`</div>`)
		},
		"author": func(s *site) string {
			n := s.writer()
			return s.half(`<div class="author-box"><h4>`+n+`</h4><p>`+n+" "+s.author+s.stop+`</p></div>`, `<aside class="author"><p>`+s.by+" "+n+`</p><p>`+n+" "+s.author+s.stop+`</p></aside>`,
				`<div class="about-author"><img src="/a.jpg" alt=""><p><strong>`+n+`</strong> `+s.author+s.stop+`</p></div>`, `<section class="post-author"><h3><a href="/about/">`+n+`</a></h3><p>`+s.author+s.stop+`</p></section>`)
		},
		"related": func(s *site) string {
			cards := ""
			for range 3 {
				cards += `<div class="card"><h3>` + s.link(s.phrase(3, 7)) + `</h3><p>` + s.sentence(6, 12) + `</p></div>`
			}
			return s.half(`<div class="related"><h3>`+s.one(s.related)+`</h3><ul>`+s.rows("li", s.titles(4)...)+`</ul></div>`, `<section class="related-posts"><h2>`+s.one(s.related)+`</h2>`+cards+`</section>`, `<h3>`+s.related[0]+`</h3><ul>`+s.rows("li", s.titles(4)...)+`</ul>`,
				`<div id="jp-relatedposts" class="jp-relatedposts"><h3>`+s.one(s.related)+`</h3>`+s.rows("p", s.titles(3)...)+`</div>`, `<aside class="read-next"><h4>`+s.one(s.related)+`</h4>`+cards+`</aside>`, `<div><h4>`+s.related[0]+`</h4>`+s.rows("p", s.titles(3)...)+`</div>`)
		},
		"comments": func(s *site) string {
			one := func(tag, class string) string {
				return `<` + tag + ` class="` + class + `"><b>` + s.writer() + `</b><p>` + s.prose(1, 3) + `</p></` + tag + `>`
			}
			form := `<h3>` + s.comments[1] + `</h3><form action="/c"><p>` + s.comments[min(2, len(s.comments)-1)] + `</p><textarea></textarea><button>` + s.comments[len(s.comments)-1] + `</button></form>`
			return s.half(`<div id="comments"><h2>`+s.comments[0]+`</h2><ol class="comment-list">`+one("li", "comment")+one("li", "comment")+`</ol>`+form+`</div>`, `<section class="comments">`+one("div", "comment")+form+`</section>`,
				`<div id="disqus_thread"><h3>`+s.comments[0]+`</h3>`+one("div", "post-message")+one("div", "post-message")+`</div>`, `<div id="respond">`+form+`</div>`)
		},
		"newsletter": func(s *site) string {
			return s.half(`<div class="newsletter"><h3>`+s.newsletter[0]+`</h3><p>`+s.newsletter[1]+`</p><form><input><button>`+s.newsletter[2]+`</button></form></div>`, `<section class="subscribe-box"><p>`+s.newsletter[1]+`</p><a href="/subscribe">`+s.newsletter[2]+`</a></section>`,
				`<aside class="signup"><h4>`+s.newsletter[0]+`</h4><p>`+s.newsletter[1]+`</p><form><input><button>`+s.newsletter[2]+`</button></form></aside>`, `<div class="cta"><p>`+s.newsletter[0]+`</p><p>`+s.newsletter[1]+`</p><a class="button" href="/s">`+s.newsletter[2]+`</a></div>`)
		},
		"turns": func(s *site) string {
			return s.half(`<nav class="post-navigation"><div class="nav-previous"><span>`+s.previous+`</span> `+s.link(s.phrase(3, 6))+`</div><div class="nav-next"><span>`+s.next+`</span> `+s.link(s.phrase(3, 6))+`</div></nav>`, `<nav class="paginav">`+s.link("« "+s.phrase(3, 6))+s.link(s.phrase(3, 6)+" »")+`</nav>`,
				`<div class="pager"><p>← `+s.link(s.phrase(3, 6))+`</p><p>`+s.link(s.phrase(3, 6))+` →</p></div>`, `<nav class="pagination-nav"><a class="pagination-nav__link" href="/p"><div>`+s.previous+`</div><div>`+s.phrase(2, 5)+`</div></a><a href="/n"><div>`+s.next+`</div><div>`+s.phrase(2, 5)+`</div></a></nav>`)
		},
		"side": func(s *site) string {
			return s.half(`<aside class="widget-area"><section class="widget"><h2>`+s.related[0]+`</h2><ul>`+s.rows("li", s.titles(5)...)+`</ul></section></aside>`, `<div class="sidebar"><p>`+s.prose(1, 2)+`</p><ul>`+s.rows("li", s.nav...)+`</ul></div>`,
				`<aside class="sidebar"><h3>`+s.nav[1]+`</h3><p>`+s.prose(1, 2)+`</p><h3>`+s.related[0]+`</h3>`+s.rows("p", s.titles(4)...)+`</aside>`, `<div class="toctree"><p class="caption">`+s.nav[0]+`</p><ul>`+s.rows("li", s.titles(7)...)+`</ul></div>`)
		},
		"footer": func(s *site) string {
			return s.half(`<footer>© 2024 `+s.name+`. `+s.rights+`.</footer>`, `<footer class="site-footer"><ul>`+s.rows("li", s.nav...)+`</ul><p>`+s.phrase(5, 10)+`</p></footer>`, `<footer>foot</footer>`,
				`<div class="footer"><p>© `+s.name+`</p><p>`+s.link(s.nav[0])+`</p></div>`, `<footer id="colophon"><div class="site-info">`+s.name+` — `+s.phrase(3, 6)+`</div></footer>`, `<footer><p>`+s.name+`, 2024</p>`+s.rows("span", s.nav...)+`</footer>`)
		},
		"cookies": func(s *site) string {
			b := `<p>` + s.cookies[0] + `</p><button>` + s.cookies[1] + `</button>`
			return s.half(`<div id="cookie-notice">`+b+`</div>`, `<div class="consent-banner" role="dialog">`+b+`</div>`)
		},
		"top": func(s *site) string {
			return s.half(`<a href="#top" class="top-link">`+s.thanks+`</a>`, `<p><a href="#">`+s.thanks+`</a></p>`)
		},
		"boxes": func(s *site) string {
			p := `<p>` + s.sentence(6, 14) + `</p>`
			return s.half(`<div class="promo">`+p+`</div>`, `<aside><h4>`+s.phrase(2, 4)+`</h4>`+p+`</aside>`, `<div class="ad">`+p+`</div>`, `<div class="related-content">`+p+`<p>`+s.prose(1, 2)+`</p></div>`, `<div class="sponsor-note">`+p+`</div>`,
				`<div class="sponsored"><h3>`+s.phrase(2, 4)+`</h3>`+p+`</div>`, `<div class="widget">`+p+p+`</div>`, `<div class="banner">`+p+`</div>`, `<aside class="promo-block">`+p+`</aside>`, `<div class="recommended">`+p+`</div>`)
		},
		"also": func(s *site) string {
			return s.half(`<p>`+s.related[0]+`: `+s.link(s.phrase(3, 7))+`</p>`, `<div class="readmore">`+s.link(s.phrase(3, 7))+`</div>`,
				`<p><strong>`+s.related[0]+`: `+s.link(s.phrase(3, 7))+`</strong></p>`, `<div class="inline-related"><span>`+s.related[0]+`</span> `+s.link(s.phrase(3, 7))+`</div>`)
		},
		"contents": func(s *site) string {
			return `<div class="toc"><ul>` + s.rows("li", s.titles(3)...) + `</ul></div>`
		},
	}
	// Below the text, still in the article's box, and below that.
	some := func(names ...string) func(*site) string {
		return func(s *site) string {
			var b strings.Builder
			for _, n := range names {
				if s.chance(55) {
					b.WriteString(furnitureMakers[n](s))
				}
			}
			return b.String()
		}
	}
	furnitureMakers["inner"] = some("share", "tags", "newsletter", "author", "related", "boxes")
	furnitureMakers["after"] = some("turns", "author", "newsletter", "related", "comments", "boxes", "top")
}

func (w *teller) writer() string { return w.name() }

// madePages are count pages, those of the shapes that are fitted to or the
// others, always the same.
func madePages(count int, unseen bool) []*madePage {
	var out []*madePage
	seed := uint64(7)
	if unseen {
		seed = 8
	}
	for i := range count {
		out = append(out, makePage(i, unseen, rand.New(rand.NewPCG(seed, uint64(i)))))
	}
	return out
}

func makePage(i int, unseen bool, rnd *rand.Rand) *madePage {
	first, ends, tongue := 0, seenEnds, &tongues[i%(len(tongues)/2)]
	if unseen {
		first, tongue = 1, &tongues[len(tongues)/2+i%(len(tongues)-len(tongues)/2)]
		ends = append(append([]string(nil), seenEnds...), unseenEnds...)
	}
	if i%4 == 3 {
		tongue = &tongues[0] // a good part of the world's
	}
	w := &teller{tongue: tongue, Rand: rnd, used: map[string]bool{}}
	f := frames[first+2*rnd.IntN(len(frames)/2)]
	crowd := []int{0, 0, 25, 50, 80, 95}[rnd.IntN(6)]
	m := &maker{teller: w, div: w.chance(6), level: []int{2, 2, 2, 3}[rnd.IntN(4)]}
	if w.chance(10) {
		m.class = ` class="` + w.one(lines("p1|wp-block-paragraph|css-x1y2|graf graf--p|text-base")) + `"`
	}
	s := &site{teller: w, unseen: unseen, crowd: crowd, name: w.writer()}
	m.strange = func() string {
		if !w.chance(crowd / 8) {
			return ""
		}
		return furnitureMakers[w.one(lines("boxes|also|newsletter|related"))](s)
	}
	p := &madePage{title: w.phrase(3, 7), end: ends[rnd.IntN(len(ends))], frame: f.name, crowd: fmt.Sprint(crowd), lang: tongue.code, unseen: unseen}
	if w.chance(20) {
		m.short(w.between(3, 6), p.end)
	} else {
		m.body(w.between(4, 16), p.end)
	}
	p.blocks = m.blocks
	p.url = fmt.Sprintf("https://site%d.example/posts/%d/", i, rnd.IntN(9000))
	p.name = fmt.Sprintf("made-%d-%s-%s-%s-%s", i, f.name, p.end, p.crowd, p.lang)
	p.html = fill(f.html, s, p.title, m.html.String())
	head := `<title>` + p.title + w.one(lines(" | "+s.name+"|| – "+s.name)) + `</title>`
	if w.chance(50) {
		head += `<meta property="og:title" content="` + p.title + `"><meta property="og:type" content="article"><meta property="og:site_name" content="` + s.name + `">`
	}
	if w.chance(30) {
		head += `<meta name="description" content="` + w.sentence(6, 14) + `">`
	}
	p.html = `<!DOCTYPE html><html lang="` + tongue.code + `"><head><meta charset="utf-8">` + head + `</head>` + p.html + `</html>`
	return p
}

// fill puts furniture into a frame's slots.
func fill(frame string, s *site, title, body string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(frame, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		switch name {
		case "title":
			b.WriteString(title)
		case "body":
			b.WriteString(body)
		default:
			b.WriteString(s.slot(name))
		}
		frame = after
	}
}
