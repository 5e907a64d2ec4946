"""Dutch: its words and how it writes figures."""

from __future__ import annotations

from typing import Final

from cjmap.languages.language import (
    Convention,
    EmotionWords,
    Language,
    PhaseNames,
    StandIn,
    TimeWords,
    listed,
    scored,
    worded,
)

_CONVENTION: Final = Convention(
    decimal=",",
    group=".",
    percent="%",
    quotes=("‘", "’"),
    inner_quotes=("“", "”"),
    months=tuple("jan feb mrt apr mei jun jul aug sep okt nov dec".split()),
)
_SAME: Final = {
    "web": ("website", "webpagina", "site", "internet"),
    "app": ("mobiele-app", "applicatie"),
    "email": ("e-mail", "mail", "mailtje", "emails", "e-mails"),
    "sms": ("tekstbericht", "sms-bericht"),
    "push": ("pushbericht", "push-bericht", "pushmelding"),
    "chat": ("livechat", "live-chat"),
    "chatbot": ("virtuele-assistent",),
    "phone": ("telefoon", "telefoongesprek", "telefonisch"),
    "video-call": ("videogesprek", "videobellen", "beeldbellen"),
    "portal": ("portaal", "klantportaal", "klantenportaal"),
    "store": ("winkel", "fysieke-winkel"),
    "on-site": ("op-locatie", "ter-plaatse"),
    "mail": ("post", "briefpost"),
    "print": ("drukwerk",),
    "tv": ("televisie",),
    "outdoor": ("buitenreclame", "abri"),
    "search": ("zoekmachine", "zoekmachines"),
    "display": ("displayadvertenties", "display-advertenties"),
    "influencer": ("influencers",),
    "reviews": ("recensies", "beoordelingen"),
    "word-of-mouth": ("mond-tot-mond", "mond-tot-mondreclame"),
    "marketplace": ("marktplaats", "online-marktplaats"),
    "event": ("evenement", "evenementen"),
    "kiosk": ("zuil", "informatiezuil", "bestelzuil"),
    "courier": ("koerier", "pakketdienst", "bezorgdienst"),
    "agent": ("medewerker", "adviseur", "klantadviseur"),
    "social": ("sociale-media", "social-media", "socials"),
}
_LIKE: Final = {
    "web": ("webwinkel", "webshop", "blog", "formulier"),
    "email": ("nieuwsbrief",),
    "phone": ("klantenservice", "callcenter", "helpdesk"),
    "portal": ("intranet", "mijn-omgeving"),
    "store": ("filiaal", "apotheek", "supermarkt", "warenhuis", "vestiging"),
    "on-site": ("receptie", "wachtkamer", "balie", "loket", "spreekkamer"),
    "mail": ("brief",),
    "print": (
        *("folder", "brochure", "catalogus", "tijdschrift", "krant", "pers", "factuur", "bon"),
        "bijsluiter",
    ),
    "radio": ("podcast",),
    "outdoor": ("poster", "billboard", "bewegwijzering"),
    "display": ("banner",),
    "influencer": ("blogger",),
    "word-of-mouth": ("aanbeveling", "vrienden", "kennissen"),
    "event": ("beurs", "congres", "workshop", "webinar"),
    "kiosk": ("automaat", "geldautomaat", "kaartautomaat"),
    "courier": ("bezorging", "pakket", "bezorger"),
    "agent": ("verkoper", "winkelmedewerker"),
    "social": ("community", "forum"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("iedereen allen"),
    StandIn.END: worded("einde slot uitgang succes"),
    StandIn.GIVEN_UP: worded("afhaken"),
    StandIn.NOTHING: worded("niets"),
}
_WAYS: Final = worded(
    """
    terminal lokaal persoonlijk bezoek huisbezoek afspraak gesprek vergadering thuis huis straat
    deur tafel kamer hotel luchthaven station auto trein bus product verpakking scherm apparaat
    machine tablet horloge cursus klas school kliniek ziekenhuis arts huisarts verpleegkundige
    bank partner makelaar advocaat familie vriend vriendin buurman buurvrouw collega media
    bericht melding verhaal groep markt kantoor werkplaats
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed(
            """
            Bewustwording, Bewustzijn, Ontdekking, Ontdekken, Kennismaking, Inspiratie,
            Behoefte, Aanleiding, Eerste contact, Naamsbekendheid
            """
        ),
        "consideration": listed(
            """
            Overweging, Overwegen, Oriëntatie, Oriënteren, Onderzoek, Vergelijking, Vergelijken,
            Evaluatie, Interesse, Zoeken, Informeren, Verkennen, Voor aankoop
            """
        ),
        "decision": listed(
            """
            Beslissing, Beslissen, Keuze, Kiezen, Selectie, Besluit, Aankoopbeslissing,
            Onderhandeling, Offerte
            """
        ),
        "purchase": listed(
            """
            Aankoop, Kopen, Koop, Bestelling, Bestellen, Betaling, Betalen, Boeking, Boeken,
            Reservering, Reserveren, Aanschaf, Afsluiten, Inschrijving, Aanmelding, Transactie
            """
        ),
        "post-purchase": listed(
            """
            Na aankoop, Na de aankoop, Levering, Bezorging, Verzending, Onboarding, Gebruik,
            Gebruiken, Eerste gebruik, Installatie, Ingebruikname, Activatie, Service,
            Klantenservice, Support, Ondersteuning, Nazorg, Retour, Retourneren, Aftersales
            """
        ),
        "loyalty": listed(
            """
            Loyaliteit, Trouw, Klantentrouw, Binding, Klantbinding, Verlenging, Verlengen,
            Herhaalaankoop, Relatie
            """
        ),
        "advocacy": listed(
            """
            Aanbeveling, Aanbevelen, Ambassadeurschap, Ambassadeur, Delen, Doorverwijzen,
            Mond-tot-mondreclame
            """
        ),
    },
    own={
        "aida": {
            "attention": listed("Aandacht"),
            "desire": listed("Verlangen, Wens"),
            "action": listed("Actie, Handelen"),
        },
        "aarrr": {
            "acquisition": listed("Acquisitie, Werving"),
            "activation": listed("Activering, Activatie, Onboarding, Eerste gebruik"),
            "retention": listed("Behoud, Gebruik"),
            "referral": listed("Doorverwijzing"),
            "revenue": listed("Omzet, Inkomsten, Aankoop, Betaling"),
        },
        "five-a": {
            "aware": listed("Kennen"),
            "appeal": listed("Aantrekken, Aantrekkingskracht, Interesse"),
            "ask": listed("Vragen, Onderzoek, Vergelijking"),
            "act": listed("Handelen, Actie, Beslissing"),
            "advocate": listed("Aanbevelen"),
        },
        "five-e": {
            "entice": listed("Verleiden, Uitnodigen"),
            "enter": listed("Binnenkomen, Binnenkomst, Aankomst, Ontvangst"),
            "engage": listed("Beleven, Beleving, Ervaring, Verblijf, Bezoek"),
            "exit": listed("Vertrekken, Vertrek, Afscheid"),
            "extend": listed("Verlengen"),
        },
        "see-think-do-care": {
            "see": listed("Zien"),
            "think": listed("Denken"),
            "do": listed("Doen"),
            "care": listed("Zorgen, Zorg"),
        },
    },
    foreign={"five-e": {"extend": listed("Verlengen")}},
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            woedend woede razend wanhopig wanhoop paniek haat walging verontwaardigd verontwaardiging
            verraden ontzet woest vernederd radeloos
            """,
            -1: """
            boos boosheid geirriteerd irritatie gefrustreerd frustratie frustrerend teleurgesteld
            teleurstelling bezorgd zorgen ongerust angstig angst bang onzeker onzekerheid verward
            verwarring overweldigd gestrest stress gespannen spanning zenuwachtig nerveus ongeduldig
            ongeduld verveeld verveling verdrietig verdriet ontevreden ontevredenheid wantrouwend
            wantrouwen sceptisch beschaamd schaamte schuldig hulpeloos machteloos eenzaam moe uitgeput
            ontmoedigd verloren ongelukkig ongemakkelijk twijfel kwaad kwade boze geergerd ergernis
            ontgoocheld onrustig opgejaagd gehaast paniekerig geschrokken geschokt somber depressief
            neerslachtig moedeloos gekwetst beledigd afgewezen genegeerd bedrogen verdwaald aarzelend
            twijfelend achterdochtig wantrouwig vermoeid chagrijnig bezwaard beteuterd
            """,
            0: "onverschillig neutraal",
            1: """
            tevreden tevredenheid blij gelukkig geluk opgelucht opluchting zelfverzekerd hoopvol hoop
            nieuwsgierig nieuwsgierigheid geinteresseerd ontspannen rustig kalm veilig vertrouwen
            dankbaar dankbaarheid gerustgesteld gemotiveerd optimistisch geinspireerd benieuwd
            geintrigeerd gerust voldaan vrolijk aangemoedigd begrepen gehoord gerespecteerd gewaardeerd
            gesteund welkom geraakt ontroerd geamuseerd opgewekt sereen behaaglijk
            """,
            2: """
            enthousiast enthousiasme dolblij opgetogen trots vreugde verrukt euforisch euforie
            dolgelukkig opgewonden extatisch verheugd
            """,
        }
    ),
    degrees=worded("zeer heel erg een beetje vrij best enigszins extreem echt nogal zo"),
    turning=worded("niet geen zonder nooit weinig minder nauwelijks gebrek tegen"),
    folds=(("e", ""),),
)
_LEVELS: Final = {
    "very-negative": ("zeer-negatief", "heel-negatief", "zeer-slecht", "heel-slecht"),
    "negative": ("negatief", "slecht"),
    "neutral": ("neutraal",),
    "positive": ("positief", "goed"),
    "very-positive": ("zeer-positief", "heel-positief", "zeer-goed", "uitstekend"),
    "none": ("geen", "niet-van-toepassing", "nvt", "n-v-t"),
}
_VALUES: Final = {
    "true": ("ja",),
    "false": ("nee",),
    "very-low": ("zeer-laag", "heel-laag", "minimaal"),
    "low": ("klein", "licht", "laag", "lage"),
    "medium": ("gemiddeld", "matig", "normaal", "midden", "gemiddelde"),
    "high": ("groot", "ernstig", "zwaar", "hoog", "hoge"),
    "very-high": ("zeer-hoog", "heel-hoog", "zeer-ernstig"),
    "minor": ("licht", "klein"),
    "major": ("ernstig", "groot"),
    "critical": ("blokkerend",),
    "rare": ("zelden", "nauwelijks"),
    "sometimes": ("af-en-toe", "nu-en-dan"),
    "often": ("vaak", "regelmatig", "meestal"),
    "always": ("altijd", "voortdurend", "telkens"),
    "annoyance": ("ergernis", "hinder"),
    "workaround": ("omweg",),
    "abandonment": ("afhaken",),
    "open": ("onopgelost",),
    "resolved": ("opgelost", "gesloten", "verholpen"),
    "idea": ("voorstel", "suggestie"),
    "planned": ("ingepland", "gepland", "goedgekeurd", "te-doen"),
    "doing": ("bezig", "in-uitvoering", "begonnen", "mee-bezig", "lopend"),
    "done": ("klaar", "gedaan", "afgerond", "voltooid"),
    "dropped": ("afgewezen", "geannuleerd", "vervallen"),
    "current": ("huidig", "nu"),
    "future": ("toekomstig", "toekomst"),
    "draft": ("in-bewerking",),
    "review": ("in-beoordeling", "beoordeling", "recensie"),
    "validated": ("goedgekeurd", "gevalideerd"),
    "archived": ("archief",),
    "primary": ("primair", "hoofd"),
    "secondary": ("secundair",),
    "happy": ("normaal", "gebruikelijk", "hoofdweg"),
    "exception": ("fout", "uitzondering"),
    "success": ("succes", "geslaagd", "einde"),
    "abandon": ("afhaken", "afgehaakt"),
    "customer": ("klant",),
    "organization": ("bedrijf", "organisatie"),
    "third-party": ("derde", "derden"),
    "interview": ("gesprek",),
    "survey": ("enquete", "vragenlijst", "peiling"),
    "analytics": ("webanalyse", "gebruiksdata"),
    "support": ("klantenservice", "ondersteuning", "ticket"),
    "observation": ("observatie", "waarneming"),
    "usability-test": ("gebruikerstest", "bruikbaarheidstest"),
    "diary": ("dagboek", "dagboekstudie"),
    "workshop": ("werksessie",),
    "desk-research": ("literatuuronderzoek", "deskresearch"),
    "experiment": ("a-b-test",),
    "assumption": ("aanname", "hypothese"),
    "action": ("actie", "handeling"),
    "interaction": ("interactie", "contact"),
    "journey": ("klantreis", "reis"),
    "experience": ("ervaring", "beleving"),
    "blueprint": ("dienstblauwdruk", "blauwdruk"),
    "employee": ("medewerker", "werknemer"),
    "up": ("omhoog", "stijgt"),
    "down": ("omlaag", "daalt"),
    "mean": ("gemiddelde",),
    "percent": ("percentage", "procent"),
    "digital": ("digitaal", "online"),
    "physical": ("fysiek", "ter-plaatse"),
    "voice": ("stem", "telefoon"),
    "human": ("menselijk", "persoonlijk"),
    "owned": ("eigen",),
    "earned": ("verdiend",),
    "paid": ("betaald",),
    "functional": ("functioneel",),
    "emotional": ("emotioneel",),
    "social": ("sociaal",),
    "parent": ("ouder", "bovenliggend"),
    "child": ("kind", "onderliggend"),
    "baseline": ("nulmeting", "uitgangspunt"),
    "alternative": ("alternatief",),
}
LANGUAGE: Final = Language(
    code="nl",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded("s en e n"),
    time=TimeWords(
        units={
            "weeks": (
                "week",
                "weken",
            ),
            "days": (
                "dag",
                "dagen",
            ),
            "hours": (
                "uur",
                "uren",
            ),
            "minutes": (
                "minuut",
                "minuten",
                "mins",
            ),
            "seconds": (
                "seconde",
                "seconden",
                "sec",
            ),
        },
        amounts={
            0.5: (
                "half",
                "halve",
            ),
            1: ("een",),
            1.5: (
                "anderhalf",
                "anderhalve",
            ),
            2: ("twee",),
            3: ("drie",),
            4: ("vier",),
            5: ("vijf",),
            6: ("zes",),
            7: ("zeven",),
            8: ("acht",),
            9: ("negen",),
            10: ("tien",),
            12: ("twaalf",),
        },
    ),
    small_words=worded(
        """
        de het een en of van met in op aan bij naar te ten ter uit door zijn haar hun ons
        onze deze dit dat die is
        """
    ),
    stage_words=worded("fase stap stadium"),
    conjunctions=("en", "of"),
    insider_names=listed(
        """
        interne-beoordeling, interne-controle, leadgeneratie, leadkwalificatie, orderverwerking,
        orderbeheer, betalingsverwerking, schadebehandeling, gegevensinvoer, kwaliteitscontrole,
        inkoopproces, voorraadbeheer, cross-selling, verkooptrechter
        """
    ),
    outsider_names=(),
)
