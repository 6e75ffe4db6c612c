package typeset

import (
	"warta/feed/article"
	"warta/ui/theme"
)

// A role is what a piece of text is in its article.
type role uint8

const (
	roleBody role = iota
	rolePad
	roleHeadline
	roleByline
	roleNotice
	roleHeading
	roleSection
	roleQuote
	roleQuoteBar
	roleCite
	roleListMark
	roleCaption
	rolePicture
	roleEmbed
	roleCode
	roleCodeBar
	roleCodeWord
	roleCodeText
	roleCodeNote
	roleCodeNumber
	roleTableHead
	roleTableLine
	roleRule
	roleLinkNumber
	roleAddress
)

// A look is what decides the style of a piece of text, whatever the theme.
type look struct {
	role  role
	style article.Style
	link  bool
}

// The looks of what the typesetter adds to the text stand first in every
// manuscript.
const (
	lookPad uint16 = iota
	lookQuoteBar
	lookListMark
	lookCodeBar
	lookTableLine
	lookRule
	lookEmbed
	lookNotice
	lookLinkNumber
	lookTableLabel
)

func ornaments() []look {
	return []look{
		{role: rolePad}, {role: roleQuoteBar}, {role: roleListMark}, {role: roleCodeBar},
		{role: roleTableLine}, {role: roleRule}, {role: roleEmbed}, {role: roleNotice}, {role: roleLinkNumber}, {role: roleTableHead},
	}
}

// look is the index of l among the manuscript's looks.
func (m *Manuscript) look(l look) uint16 {
	i, known := m.index[l]
	if !known {
		i = uint16(len(m.looks))
		m.index[l] = i
		m.looks = append(m.looks, l)
	}
	return i
}

// styleOf is the style of l. Lit is for the section that is being read.
func styleOf(l look, st theme.Styles, lit bool) theme.Style {
	base := roleStyle(l.role, st)
	if l.role == roleSection && lit {
		base = st.SectionTitleLit
	}
	if l.link {
		base = st.Link.Over(base)
	}
	for _, a := range []struct {
		bit   article.Style
		style theme.Style
	}{
		{article.Bold, st.Strong}, {article.Italic, st.Emphasis}, {article.Mono, st.Mono},
		{article.Strike, st.Strike}, {article.Highlight, st.Highlight},
		{article.Inserted, st.Inserted}, {article.Deleted, st.Deleted},
	} {
		if l.style.Has(a.bit) {
			base = a.style.Over(base)
		}
	}
	return base
}

func roleStyle(r role, st theme.Styles) theme.Style {
	switch r {
	case rolePad:
		return theme.Style{}
	case roleHeadline:
		return st.Headline
	case roleByline:
		return st.Byline
	case roleNotice:
		return st.Notice
	case roleHeading:
		return st.Heading
	case roleSection:
		return st.SectionTitle
	case roleQuote:
		return st.Quote
	case roleQuoteBar:
		return st.QuoteBar
	case roleCite:
		return st.Cite
	case roleListMark:
		return st.ListMark
	case roleCaption:
		return st.Caption
	case rolePicture:
		return st.Picture
	case roleEmbed:
		return st.Embed
	case roleCode:
		return st.Code
	case roleCodeBar:
		return st.CodeBar
	case roleCodeWord:
		return st.CodeWord
	case roleCodeText:
		return st.CodeText
	case roleCodeNote:
		return st.CodeNote
	case roleCodeNumber:
		return st.CodeNo
	case roleTableHead:
		return st.TableHead
	case roleTableLine:
		return st.TableLine
	case roleRule:
		return st.Rule
	case roleLinkNumber:
		return st.LinkNumber
	case roleAddress:
		return st.Byline
	case roleBody:
	}
	return st.Body
}
