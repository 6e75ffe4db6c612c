package extract
import ("testing";"os";"fmt";"strings";"encoding/json")
func TestZZ(t *testing.T){
 for _,f:=range strings.Fields(os.Getenv("ZZ")) {
 b,_:=os.ReadFile(f)
 a,_:=Page(b, Source{})
 fmt.Println(f,a.Image)
 for _,s:=range a.Sections { j,_:=json.Marshal(s); fmt.Printf("%.250s\n",j)}
 }
}
