package theme

import "slices"

// Default is the theme that is used when none is named.
const Default = "warta"

// Names is the full names of the themes, the default first. Each has a dark and
// a light form.
func Names() []string {
	var names []string
	for _, p := range palettes() {
		names = append(names, p.Name)
	}
	return names
}

// Named is the theme of that name, as Names lists it.
func Named(name string) (Palette, bool) {
	all := palettes()
	i := slices.IndexFunc(all, func(p Palette) bool { return p.Name == name })
	if i < 0 {
		return Palette{}, false
	}
	return all[i], true
}

// Pick is the theme of that name for a terminal whose background is dark or
// light: "laut" is laut-dark or laut-light, "" is the default, and a full name
// is itself.
func Pick(name string, dark bool) (Palette, bool) {
	if name == "" {
		name = Default
	}
	if p, ok := Named(name); ok {
		return p, true
	}
	if dark {
		return Named(name + "-dark")
	}
	return Named(name + "-light")
}

// palettes are the themes. Their names are Indonesian: koran is a newspaper, all
// ink; laut is the sea, senja dusk, kopi coffee, sawah a rice field; tegas is
// stark, for eyes that need contrast. Ink and Dim keep a contrast of 4.5 with
// Paper, which a test checks; the colours for sixteen are those a terminal shows
// on any background of the theme's kind.
func palettes() []Palette {
	return []Palette{
		{
			Name: "warta-dark", Dark: true,
			Paper: Color{"#16181d", 0}, Ink: Color{"#d8d9dc", 7}, Dim: Color{"#8f96a3", 8}, Line: Color{"#474d59", 8},
			Accent: Color{"#7fb4e6", 12}, Link: Color{"#8cc8c4", 14}, Star: Color{"#e8bf6a", 11},
			Good: Color{"#9ac58a", 10}, Alert: Color{"#ec8480", 9}, Select: Color{"#262c37", 8},
		},
		{
			Name:  "warta-light",
			Paper: Color{"#fbfaf7", 15}, Ink: Color{"#23262c", 0}, Dim: Color{"#666b74", 8}, Line: Color{"#bcbfc4", 7},
			Accent: Color{"#1f5f9f", 4}, Link: Color{"#0f6b68", 6}, Star: Color{"#8f5d00", 3},
			Good: Color{"#3b7030", 2}, Alert: Color{"#b3322c", 1}, Select: Color{"#e6eaf0", 7},
		},
		{
			Name: "koran-dark", Dark: true,
			Paper: Color{"#1b1916", 0}, Ink: Color{"#ddd6c8", 7}, Dim: Color{"#9c9484", 8}, Line: Color{"#524c42", 8},
			Accent: Color{"#f3ebda", 15}, Link: Color{"#c3b48f", 14}, Star: Color{"#e3a95c", 11},
			Good: Color{"#a9b88a", 10}, Alert: Color{"#e08a74", 9}, Select: Color{"#302b24", 8},
		},
		{
			Name:  "koran-light",
			Paper: Color{"#f4eddf", 15}, Ink: Color{"#2b2620", 0}, Dim: Color{"#6b6254", 8}, Line: Color{"#c4b9a5", 7},
			Accent: Color{"#14110d", 0}, Link: Color{"#6a4420", 3}, Star: Color{"#8a5a00", 3},
			Good: Color{"#4d6428", 2}, Alert: Color{"#a3301c", 1}, Select: Color{"#e6dbc5", 7},
		},
		{
			Name: "laut-dark", Dark: true,
			Paper: Color{"#0e1a24", 0}, Ink: Color{"#cfdde6", 7}, Dim: Color{"#7f97a6", 8}, Line: Color{"#34505f", 8},
			Accent: Color{"#5cc6d0", 14}, Link: Color{"#7eb0f0", 12}, Star: Color{"#f0cf7d", 11},
			Good: Color{"#7fd0a2", 10}, Alert: Color{"#f08a8a", 9}, Select: Color{"#183142", 8},
		},
		{
			Name:  "laut-light",
			Paper: Color{"#f3f9fb", 15}, Ink: Color{"#12303d", 0}, Dim: Color{"#54707d", 8}, Line: Color{"#b1c8d2", 7},
			Accent: Color{"#006a7a", 6}, Link: Color{"#1c55a8", 4}, Star: Color{"#855b00", 3},
			Good: Color{"#1d6e48", 2}, Alert: Color{"#b02a3a", 1}, Select: Color{"#dcecf2", 7},
		},
		{
			Name: "senja-dark", Dark: true,
			Paper: Color{"#1d1726", 0}, Ink: Color{"#e2d9ea", 7}, Dim: Color{"#9a8ea8", 8}, Line: Color{"#51455f", 8},
			Accent: Color{"#f0a07c", 13}, Link: Color{"#b7a2f2", 12}, Star: Color{"#f3cb72", 11},
			Good: Color{"#96cf9d", 10}, Alert: Color{"#f57f92", 9}, Select: Color{"#33283f", 8},
		},
		{
			Name:  "senja-light",
			Paper: Color{"#fcf6f5", 15}, Ink: Color{"#35263b", 0}, Dim: Color{"#76667c", 8}, Line: Color{"#d2c1cb", 7},
			Accent: Color{"#a8442a", 5}, Link: Color{"#5c44a8", 4}, Star: Color{"#8c5800", 3},
			Good: Color{"#3a6e41", 2}, Alert: Color{"#b3264d", 1}, Select: Color{"#f2e3e4", 7},
		},
		{
			Name: "kopi-dark", Dark: true,
			Paper: Color{"#211a17", 0}, Ink: Color{"#e0d3ca", 7}, Dim: Color{"#a29186", 8}, Line: Color{"#5a4a41", 8},
			Accent: Color{"#d8a070", 11}, Link: Color{"#9fbfae", 14}, Star: Color{"#ecc46e", 11},
			Good: Color{"#a6bf82", 10}, Alert: Color{"#ea8a72", 9}, Select: Color{"#382b25", 8},
		},
		{
			Name:  "kopi-light",
			Paper: Color{"#f7f1ec", 15}, Ink: Color{"#33261f", 0}, Dim: Color{"#76645a", 8}, Line: Color{"#cdbdb2", 7},
			Accent: Color{"#87491c", 3}, Link: Color{"#2c6450", 2}, Star: Color{"#875a00", 3},
			Good: Color{"#4c6a25", 2}, Alert: Color{"#ac3420", 1}, Select: Color{"#eae0d7", 7},
		},
		{
			Name: "sawah-dark", Dark: true,
			Paper: Color{"#141c16", 0}, Ink: Color{"#d3dfd2", 7}, Dim: Color{"#8a9c8b", 8}, Line: Color{"#41543f", 8},
			Accent: Color{"#93cf7d", 10}, Link: Color{"#7fcab8", 14}, Star: Color{"#e6d06c", 11},
			Good: Color{"#b2d68f", 10}, Alert: Color{"#ec8f7c", 9}, Select: Color{"#22321f", 8},
		},
		{
			Name:  "sawah-light",
			Paper: Color{"#f5f9f0", 15}, Ink: Color{"#1f2e20", 0}, Dim: Color{"#5b6d59", 8}, Line: Color{"#b0c1a9", 7},
			Accent: Color{"#2e6b1f", 2}, Link: Color{"#0d6a5a", 6}, Star: Color{"#7c6100", 3},
			Good: Color{"#3f6b16", 2}, Alert: Color{"#ad3a24", 1}, Select: Color{"#e2eed9", 7},
		},
		{
			Name: "tegas-dark", Dark: true,
			Paper: Color{"#000000", 0}, Ink: Color{"#ffffff", 15}, Dim: Color{"#c8c8c8", 7}, Line: Color{"#a0a0a0", 7},
			Accent: Color{"#ffff00", 11}, Link: Color{"#00ffff", 14}, Star: Color{"#ffd700", 11},
			Good: Color{"#00ff66", 10}, Alert: Color{"#ff8080", 9}, Select: Color{"#004080", 4},
		},
		{
			Name:  "tegas-light",
			Paper: Color{"#ffffff", 15}, Ink: Color{"#000000", 0}, Dim: Color{"#3c3c3c", 0}, Line: Color{"#606060", 8},
			Accent: Color{"#00008b", 4}, Link: Color{"#004d4d", 6}, Star: Color{"#6b3a00", 3},
			Good: Color{"#004d00", 2}, Alert: Color{"#8b0000", 1}, Select: Color{"#c8dcff", 7},
		},
	}
}
