#include "common/text/grammar_words.h"

#include <array>

namespace dateline {

namespace {

constexpr auto lists = std::to_array<GrammarWords>({
    {"en",
     "the of and to a in that is was for on with as it by be at from are his he this have has had not but "
     "which they were an or their its will would been who said one all we more than about into can could "
     "after there when if no she her him them some other what up out so also over because before while where "
     "between may should such any these those two new under against how only do did does our you your my i"},
    {"fr",
     "le la les de des du un une et est en à au aux que qui dans pour par sur pas ne ce cette ces son sa ses "
     "il elle ils elles on nous vous leur leurs se sont été avec plus ou où mais comme a ont avait était "
     "être "
     "fait deux tout tous sans d l qu n s c y même aussi entre après selon contre dont si très cet sous "
     "depuis lors avant peut faire encore ainsi donc car être ayant jusqu notamment alors"},
    {"de",
     "der die das und in den dem des ein eine einen einem einer eines ist sind war waren von zu zum zur mit "
     "auf für im am an als auch es er sie wir ich ihr nicht sich nach bei aus um wie dass daß oder aber nur "
     "noch über vor hat haben hatte hatten wird werden wurde wurden worden kann können soll sollen durch "
     "gegen bis seit unter zwischen wenn weil mehr sehr so seine seiner seinen ihre ihrer ihren sein dieser "
     "diese dieses diesem man was beim vom kein keine sagte sowie ob damit bereits"},
    {"es",
     "el la los las de del un una unos unas y e en que a al es son fue fueron ser está están por para con "
     "sin "
     "su sus se lo le les no más pero como o si ya entre sobre desde hasta también este esta estos estas ese "
     "esa cuando donde ha han había muy según tras ante contra durante porque dos todo todos todas sido "
     "puede "
     "hay era hoy aunque mientras nos yo él ella ellos así otro otra otros tiene cada quien parte"},
    {"it",
     "il lo la i gli le di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai "
     "dalle "
     "in nel nella nei nelle con su sul sulla sui per tra fra un uno una e ed è sono era erano che chi non "
     "si "
     "ma anche come più o se ha hanno aveva stato stata stati essere questo questa questi queste quello suo "
     "sua suoi loro dopo prima quando dove ancora già ieri perché così ci ne cui d l c dell nell sull all "
     "dall "
     "due molto tutti tutto anni ogni può sia mentre secondo contro senza"},
    {"pt",
     "o a os as de do da dos das um uma uns umas e em no na nos nas ao à aos às por pelo pela pelos pelas "
     "para "
     "com sem que se é são foi foram ser está estão não mais mas como ou também já seu sua seus suas este "
     "esta "
     "estes isso isto esse essa quando onde entre sobre até após depois desde tem têm há ele ela eles elas "
     "muito segundo contra durante porque dois duas todo todos sido pode num numa ainda era você lhe nem só "
     "outro outros foi ter havia"},
    {"nl",
     "de het een en van in is op te dat die voor met zijn aan niet er om ook als maar bij uit dan naar door "
     "over nog tot na hij ze zij we wij ik je u hun haar hem ze deze dit wordt worden werd werden was waren "
     "heeft hebben had hadden kan kunnen zou zouden zal zullen moet wil geen meer veel al onder tegen tussen "
     "omdat wat wie waar toen zo of sinds volgens andere twee wel daar hier nu alle"},
    {"sv",
     "och i att det som en på är av för med den till inte om ett har de var han hon vi jag man sig från så "
     "men "
     "kan när eller vid efter också där mot under över än nu hade ska skulle blir blev bli varit vara sin "
     "sina "
     "sitt dess deras dem denna detta dessa här upp ut in bara mycket alla andra år två enligt utan sedan "
     "mellan finns säger eftersom hur vad ingen något några samt"},
    {"da",
     "og i at det som en på er af for med den til ikke om et har de var han hun vi jeg man sig fra så men "
     "kan "
     "når eller ved efter også der mod under over end nu havde skal skulle bliver blev blive været være sin "
     "sine sit dens deres dem denne dette disse her op ud ind kun meget alle andre år to ifølge uden siden "
     "mellem siger fordi hvor hvad ingen noget nogle samt mig dig os hvis ville vil"},
    {"no",
     "og i å det som en på er av for med den til ikke om et har de var han hun vi jeg man seg fra så men kan "
     "når eller ved etter også der mot under over enn nå hadde skal skulle blir ble bli vært være sin sine "
     "sitt dens deres dem denne dette disse her opp ut inn bare mye alle andre år to ifølge uten siden "
     "mellom "
     "sier fordi hvor hva ingen noe noen samt meg deg oss hvis ville vil at"},
    {"fi",
     "ja on ei että se oli hän ovat mutta myös kun niin kuin tai jos sen ole mukaan olla hänen olisi joka "
     "jotka vain sekä mitä tämä tämän nyt vielä jo ollut kanssa jälkeen he ne en sitä siitä siinä sitten voi "
     "vaan koska joita jossa jonka oman ennen noin yli muun muassa ettei eivät olivat tässä tätä hän kaikki "
     "aikana vuoden vuonna kertoo sanoo sanoi minä sinä te"},
    {"hu",
     "a az és hogy nem is egy ez azt de meg már csak volt van mint még ezt ha vagy el ki be fel le lesz "
     "lehet "
     "szerint után között minden pedig amely aki akik ami azonban majd itt ott így úgy most kell voltak ezek "
     "azok lenne sem ő ők mi ti én te nagyon több illetve miatt alatt által valamint amelyek ennek annak "
     "egyik másik hogyan vele erre arra"},
    {"ro",
     "și şi de a la în cu nu pe o un să că din care este sunt pentru mai a al ale ai au fost fi prin dar sau "
     "după ce se s l lui ei lor le i îi el ea ca foarte fără între până când unde acest această aceste "
     "acestui "
     "unei unui iar dacă despre va vor ar avea având era erau toate toți cum către doar asupra astfel "
     "potrivit "
     "declarat însă fiind sa său sale"},
    {"tr",
     "ve bir bu da de için ile çok olarak daha olan gibi en kadar sonra ancak ama ne ya o her ki değil mi "
     "olduğunu olduğu oldu olan ise şu ben sen biz siz onlar onun bunu buna bunun var yok göre karşı "
     "tarafından etti eden dedi diye yeni ilk iki üzerinde önce içinde arasında veya hem şekilde nedeniyle "
     "ettiği edilen olması bile hiç"},
    {"ca",
     "el la els les de del dels un una uns unes i en que a al als és són va van ser està per amb sense no "
     "més "
     "però com o si ja entre sobre des fins també aquest aquesta aquests aquestes seu seva seus seves li hi "
     "ha "
     "han havia quan on molt segons després contra durant perquè dos tot tots l d s n es ho pel pels estat "
     "pot així cada ahir avui mentre"},
    {"pl",
     "w i na z do się nie jest że to o jak od za po co przez dla są był była było były być oraz ale lub tym "
     "tego tej ten ta te także może który która które których jego jej ich pod przy przed ze we już tylko by "
     "czy tak tu on ona oni jako bardzo między ponad według po roku gdy jednak również został została mają "
     "ma "
     "jeszcze nad bez kiedy swoje swoich"},
    {"cs",
     "a v se na je že z s do o to i ve pro za by jako k jsou po ale byl byla bylo byli být od podle který "
     "která které jeho její jejich také při už jak nebo pod před ze aby jen tak má mají co když až však této "
     "toho tím roku jsem jsme není než mezi bude budou nad kde kdy ještě další své svou uvedl řekl bez proto "
     "tomu tento"},
    {"sk",
     "a v sa na je že z s do o to i vo pre za by ako k sú po ale bol bola bolo boli byť od podľa ktorý ktorá "
     "ktoré jeho jej ich tiež pri už alebo pod pred zo aby len tak má majú čo keď až však tejto toho tým "
     "roku "
     "som sme nie než medzi bude budú nad kde ešte ďalšie svoje povedal uviedol bez preto tomu tento aj"},
    {"hr",
     "i u je na se da su za od s sa ne o kao iz koji koja koje ali ili što to će bi bio bila bilo biti po do "
     "kako nije nakon prije te već samo još više između njegov njihov ovaj ova ovo sve može kod kada gdje "
     "tko "
     "jer ako pred pod nad bez prema rekao kazao a li smo ste sam"},
    {"ru",
     "и в не на что с он по это как но из за к у от его для а до был же она они мы бы так уже или если также "
     "было были была при её ее их который которые которая чтобы когда только со во об о году года после "
     "может "
     "нет есть быть этом этого том тем где еще ещё между сообщил заявил под перед без более том ни ему им вы "
     "я себя своей будет"},
    {"uk",
     "і в не на що з він по це як але із за до у від його для та й а був ж вона вони ми б так вже або якщо "
     "також було були була при її їх який які яка щоб коли тільки зі про о році року після може немає є бути "
     "цьому цього тому де ще між повідомив заявив під перед без більше ні йому їм ви я себе своєї буде яких "
     "якого через"},
    {"bg",
     "и в не на че с той по това как но от за до е а беше като тя те ние би така вече или ако също са бяха "
     "при "
     "ѝ им който които която за да когато само със във о година след може няма има бъде този тази тези "
     "където "
     "още между каза заяви под пред без повече ни му си се ще сме съм го ги й"},
});

}  // namespace

std::span<const GrammarWords> grammar_words() {
    return lists;
}

}  // namespace dateline
