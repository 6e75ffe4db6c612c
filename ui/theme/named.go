package theme

import "slices"

// Default is the theme that is used when none is named.
const Default = "warta"

// Names is the names of the themes, each of which has a dark and a light form.
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
// light: "laut" is laut-dark or laut-light, and a full name is itself.
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

func palettes() []Palette {
	return []Palette{
		{
			Name: "warta-dark", Dark: true,
			Paper: Color{"#16181d", 0}, Ink: Color{"#d8d9dc", 7}, Dim: Color{"#8f96a3", 8}, Line: Color{"#474d59", 8},
			Accent: Color{"#7fb4e6", 12}, Link: Color{"#8cc8c4", 14}, Star: Color{"#e8bf6a", 11},
			Good: Color{"#9ac58a", 10}, Alert: Color{"#ec8480", 9}, Select: Color{"#262c37", 8},
		},
		{
			Name: "warta-light", Dark: false,
			Paper: Color{"#fbfaf7", 15}, Ink: Color{"#23262c", 0}, Dim: Color{"#666b74", 8}, Line: Color{"#bcbfc4", 7},
			Accent: Color{"#1f5f9f", 4}, Link: Color{"#0f6b68", 6}, Star: Color{"#8f5d00", 3},
			Good: Color{"#3b7030", 2}, Alert: Color{"#b3322c", 1}, Select: Color{"#e6eaf0", 7},
		},
	}
}
