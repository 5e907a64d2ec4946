"""German: its words and how it writes figures."""

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
from cjmap.records import replace

_CONVENTION: Final = Convention(
    decimal=",",
    group=".",
    percent="\u00a0%",
    quotes=("„", "“"),
    inner_quotes=("‚", "‘"),
    months=tuple("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.".split()),
    date="{day}. {month} {year}",
)
_SWISS: Final = replace(
    _CONVENTION,
    decimal=".",
    group="’",
    percent="%",
    quotes=("«", "»"),
    inner_quotes=("‹", "›"),
)
_AUSTRIAN: Final = replace(
    _CONVENTION,
    months=tuple("Jän. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.".split()),
)
_SAME: Final = {
    "web": ("website", "webseite", "internetseite", "internet", "webauftritt"),
    "app": ("mobile-app", "smartphone-app", "handy-app"),
    "email": ("e-mail", "emails", "e-mails", "mail", "mails"),
    "sms": ("textnachricht",),
    "push": ("push-nachricht", "push-mitteilung", "push-benachrichtigung"),
    "chat": ("live-chat", "livechat"),
    "chatbot": ("chat-bot", "virtueller-assistent"),
    "phone": ("telefon", "anruf", "telefonat", "telefonisch"),
    "video-call": ("videoanruf", "videotelefonat", "videokonferenz", "videogesprach"),
    "portal": ("kundenportal", "online-portal"),
    "store": ("laden", "geschaft", "ladengeschaft"),
    "on-site": ("vor-ort",),
    "mail": ("post", "briefpost", "postweg"),
    "print": ("drucksachen", "drucksache", "printmedien"),
    "tv": ("fernsehen", "fernseher"),
    "radio": ("rundfunk",),
    "outdoor": ("aussenwerbung", "out-of-home"),
    "search": ("suchmaschine", "suchmaschinen", "google-suche"),
    "display": ("display-werbung", "bannerwerbung"),
    "influencer": ("influencerin",),
    "reviews": ("bewertungen", "bewertungsportal", "rezensionen"),
    "word-of-mouth": ("mundpropaganda", "mund-zu-mund-propaganda"),
    "marketplace": ("marktplatz", "online-marktplatz"),
    "event": ("veranstaltung", "veranstaltungen"),
    "kiosk": ("sb-terminal", "selbstbedienungsterminal"),
    "courier": ("paketdienst", "kurier", "kurierdienst"),
    "agent": ("berater", "beraterin"),
    "social": ("social-media", "soziale-medien", "soziale-netzwerke"),
}
_LIKE: Final = {
    "web": ("onlineshop", "online-shop", "webshop", "blog", "landingpage", "formular"),
    "email": ("newsletter", "rundbrief"),
    "phone": ("hotline", "callcenter", "servicenummer"),
    "portal": ("intranet", "kundenkonto"),
    "store": ("filiale", "niederlassung", "apotheke", "supermarkt", "kaufhaus", "geschaftsstelle"),
    "on-site": ("empfang", "wartezimmer", "schalter", "praxis", "rezeption", "buro"),
    "mail": ("brief",),
    "print": (
        *("broschure", "flyer", "prospekt", "katalog", "zeitschrift", "zeitung", "presse"),
        *("rechnung", "quittung", "beipackzettel"),
    ),
    "radio": ("podcast",),
    "outdoor": ("plakat", "plakate", "litfasssaule", "schild"),
    "display": ("banner",),
    "influencer": ("blogger",),
    "word-of-mouth": ("empfehlung", "freunde", "bekannte"),
    "event": ("messe", "konferenz", "workshop", "webinar"),
    "kiosk": ("automat", "geldautomat", "fahrkartenautomat"),
    "courier": ("lieferung", "paket", "zusteller", "spedition"),
    "agent": ("verkaufer", "verkauferin", "mitarbeiter", "mitarbeiterin", "aussendienst"),
    "social": ("community", "forum"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("alle jeder"),
    StandIn.END: worded("ende schluss fertig erfolg ausgang"),
    StandIn.GIVEN_UP: worded("abbruch aufgeben"),
    StandIn.NOTHING: worded("nichts"),
}
_WAYS: Final = worded(
    """
    terminal personal besuch treffen gesprach termin hausbesuch zuhause haus wohnung tur strasse
    tisch raum hotel flughafen bahnhof auto zug bus bahn produkt verpackung bildschirm gerat
    maschine uhr kurs klasse schule klinik krankenhaus arzt arztin pflege bank partner handler
    makler anwalt familie freund freundin nachbar nachbarin kollege kollegin medien nachricht
    story stories gruppe markt messenger handy smartphone tablet fax werkstatt baustelle
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed(
            """
            Bewusstsein, Bewusstwerden, Bewusstwerdung, Wahrnehmung, Wahrnehmen, Aufmerksamkeit,
            Entdeckung, Entdecken, Inspiration, Bedarf, Bedürfnis, Auslöser, Erstkontakt,
            Bekanntheit, Bedarfserkennung, aufmerksam werden
            """
        ),
        "consideration": listed(
            """
            Abwägung, Abwägen, Erwägung, Überlegung, Recherche, Recherchieren, Informieren,
            Information, Informationssuche, Vergleich, Vergleichen, Suche, Suchen, Evaluation,
            Evaluierung, Interesse, Orientierung, vor dem Kauf, Vorkauf
            """
        ),
        "decision": listed(
            """
            Entscheidung, Entscheiden, Auswahl, Auswählen, Wahl, Kaufentscheidung, Kaufabsicht,
            Verhandlung, Angebot
            """
        ),
        "purchase": listed(
            """
            Kauf, Kaufen, Einkauf, Bestellung, Bestellen, Buchung, Buchen, Bezahlung, Bezahlen,
            Zahlung, Reservierung, Abschluss, Vertragsabschluss, Checkout, Transaktion, Erwerb,
            Anmeldung, Abonnement
            """
        ),
        "post-purchase": listed(
            """
            Nach dem Kauf, Nachkauf, Nachkaufphase, Lieferung, Versand, Onboarding, Nutzung,
            Nutzen, Gebrauch, Verwendung, Erste Nutzung, Inbetriebnahme, Einrichtung,
            Installation, Einführung, Service, Kundenservice, Support, Kundendienst, Betreuung,
            Retoure, Rückgabe, After-Sales, Nachsorge, Nachbetreuung
            """
        ),
        "loyalty": listed(
            """
            Loyalität, Treue, Bindung, Kundenbindung, Wiederkauf, Erneuerung, Verlängerung,
            Vertragsverlängerung, Beziehung
            """
        ),
        "advocacy": listed(
            """
            Weiterempfehlung, Weiterempfehlen, Empfehlung, Empfehlen, Fürsprache, Teilen,
            Botschafter, Mundpropaganda
            """
        ),
    },
    own={
        "aida": {
            "attention": listed("Aufmerksamkeit"),
            "desire": listed("Verlangen, Wunsch"),
            "action": listed("Handlung, Handeln, Aktion"),
        },
        "aarrr": {
            "acquisition": listed("Akquisition, Akquise, Gewinnung, Kundengewinnung"),
            "activation": listed("Aktivierung, Onboarding, Erste Nutzung, Anmeldung"),
            "retention": listed("Nutzung, Bindung"),
            "revenue": listed("Umsatz, Ertrag, Monetarisierung, Kauf"),
        },
        "five-a": {
            "aware": listed("Kennen"),
            "appeal": listed("Anziehung, Interesse"),
            "ask": listed("Fragen, Recherche, Vergleich"),
            "act": listed("Handeln, Handlung, Entscheidung"),
            "advocate": listed("Empfehlen"),
        },
        "five-e": {
            "entice": listed("Anlocken, Verlocken"),
            "enter": listed("Eintreten, Eintritt, Ankommen, Ankunft, Begrüßung"),
            "engage": listed("Erleben, Erlebnis, Einbinden, Aufenthalt, Nutzung"),
            "exit": listed("Verlassen, Abschied, Abreise, Ausstieg"),
            "extend": listed("Verlängern, Nachwirken"),
        },
        "see-think-do-care": {
            "see": listed("Sehen"),
            "think": listed("Denken"),
            "do": listed("Tun"),
            "care": listed("Pflegen, Kümmern"),
        },
    },
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            wutend wut zornig zorn verzweifelt verzweiflung entsetzt entsetzen panik panisch hass
            hoffnungslos angewidert emport emporung rasend verraten aufgebracht gedemutigt erbost

            """,
            -1: """
            argerlich verargert arger genervt frustriert frust frustration enttauscht enttauschung
            besorgt sorge sorgen angstlich angst unsicher unsicherheit verunsichert verwirrt verwirrung
            uberfordert uberforderung gestresst stress angespannt anspannung nervos ungeduldig ungeduld
            gelangweilt langeweile traurig trauer unzufrieden unzufriedenheit misstrauisch misstrauen
            skeptisch skepsis unwohl unbehagen peinlich beschamt scham schuldig hilflos hilflosigkeit
            ohnmachtig einsam mude erschopft entmutigt verloren ratlos gereizt uberwaltigt unglucklich
            furcht beunruhigt sauer bose bedruckt niedergeschlagen deprimiert gekrankt beleidigt
            verletzt ungehalten unruhig gehetzt zogerlich unentschlossen alleingelassen ignoriert
            betrogen abgelehnt resigniert erschrocken schockiert bekummert ausgelaugt eingeschuchtert
            bedrangt missmutig mutlos verstimmt
            """,
            0: """
            gleichgultig neutral unbeteiligt
            """,
            1: """
            zufrieden zufriedenheit froh frohlich glucklich gluck erleichtert erleichterung
            zuversichtlich zuversicht hoffnungsvoll hoffnung neugierig neugier interessiert entspannt
            ruhig gelassen sicher sicherheit vertrauen dankbar dankbarkeit beruhigt motiviert
            optimistisch inspiriert beeindruckt bestarkt wohl erfreut vergnugt heiter geborgen
            verstanden wertgeschatzt respektiert willkommen unterstutzt geruhrt bestatigt selbstbewusst
            selbstsicher ermutigt amusiert aufgehoben fasziniert getrostet
            """,
            2: """
            begeistert begeisterung uberglucklich freudig freude stolz entzuckt verliebt euphorisch
            euphorie hingerissen selig begluckt jubelnd
            """,
        }
    ),
    degrees=worded(
        "sehr ganz etwas ein bisschen ziemlich leicht stark extrem total wirklich so eher recht"
    ),
    turning=worded("nicht kein keine keinen ohne nie niemals wenig weniger kaum mangel gegen frei"),
    folds=(("er", ""), ("en", ""), ("es", ""), ("e", "")),
)
_LEVELS: Final = {
    "very-negative": ("sehr-negativ", "sehr-schlecht", "furchtbar", "schrecklich"),
    "negative": ("negativ", "schlecht"),
    "neutral": ("neutral", "mittel", "okay"),
    "positive": ("positiv", "gut"),
    "very-positive": ("sehr-positiv", "sehr-gut", "ausgezeichnet", "hervorragend"),
    "none": (
        "keine",
        "keines",
        "keins",
        "keiner",
        "keinerlei",
        "entfallt",
        "trifft-nicht-zu",
        "nicht-zutreffend",
    ),
}
_VALUES: Final = {
    "true": ("ja",),
    "false": ("nein",),
    "very-low": ("sehr-niedrig", "sehr-klein", "minimal"),
    "low": ("niedrig", "klein", "leicht", "schwach", "gering", "geringe"),
    "medium": ("massig", "normal", "durchschnittlich", "mittel", "mittlere"),
    "high": ("schwer", "stark", "gross", "ernst", "hoch", "hohe", "hoher", "hohes"),
    "very-high": ("sehr-schwer", "maximal", "sehr-gross"),
    "minor": ("leicht", "klein"),
    "major": ("schwer", "schwerwiegend", "gross"),
    "critical": ("blockierend",),
    "rare": ("kaum",),
    "sometimes": ("gelegentlich", "ab-und-zu", "mitunter"),
    "often": ("haufig", "meistens"),
    "always": ("standig", "jedes-mal"),
    "annoyance": ("argernis", "argerlich"),
    "workaround": ("umweg",),
    "abandonment": ("abbruch", "aufgabe"),
    "open": ("ungelost", "ausstehend"),
    "resolved": ("erledigt", "gelost", "geschlossen"),
    "idea": ("vorschlag", "offen"),
    "planned": ("vorgesehen", "beschlossen", "offen", "eingeplant"),
    "doing": ("in-bearbeitung", "begonnen", "lauft", "angefangen", "in-umsetzung", "laufend"),
    "done": ("erledigt", "fertig", "abgeschlossen"),
    "dropped": ("abgelehnt", "gestrichen", "abgebrochen"),
    "current": ("ist", "heute", "aktuell"),
    "future": ("soll", "zukunft", "kunftig", "zukunftig"),
    "draft": ("in-arbeit",),
    "review": ("in-uberprufung", "prufung", "uberprufung", "bewertung", "rezension"),
    "validated": ("gepruft", "freigegeben", "bestatigt"),
    "archived": ("archiv",),
    "primary": ("primar", "haupt"),
    "secondary": ("sekundar", "neben"),
    "happy": ("normal", "ublich", "standard", "hauptweg"),
    "exception": ("fehler", "ausnahme"),
    "success": ("erfolg", "ende", "gut"),
    "abandon": ("abbruch", "aufgegeben"),
    "customer": ("kunde", "kundin"),
    "organization": ("unternehmen", "organisation", "firma"),
    "third-party": ("dritte", "partner"),
    "interview": ("gesprach", "befragung"),
    "survey": ("umfrage", "fragebogen"),
    "analytics": ("analytik", "webanalyse", "nutzungsdaten"),
    "support": ("kundendienst", "kundenservice", "ticket"),
    "observation": ("beobachtung", "feldstudie"),
    "usability-test": ("nutzertest", "benutzertest"),
    "diary": ("tagebuch", "tagebuchstudie"),
    "desk-research": ("literaturrecherche", "sekundarforschung", "recherche"),
    "experiment": ("a-b-test", "versuch"),
    "assumption": ("annahme", "hypothese", "vermutung"),
    "action": ("aktion", "handlung"),
    "interaction": ("interaktion", "kontakt"),
    "journey": ("reise", "kundenreise"),
    "experience": ("erlebnis", "erfahrung"),
    "blueprint": ("service-blueprint",),
    "employee": ("mitarbeiter", "mitarbeiterreise"),
    "up": ("aufwarts", "hoch", "steigend", "steigt"),
    "down": ("abwarts", "runter", "fallend", "sinkt"),
    "mean": ("mittelwert", "durchschnitt"),
    "percent": ("prozent", "anteil"),
    "digital": ("online",),
    "physical": ("physisch", "vor-ort"),
    "voice": ("stimme", "telefonisch", "telefon"),
    "human": ("menschlich", "personlich", "mensch"),
    "owned": ("eigen", "eigene"),
    "earned": ("verdient",),
    "paid": ("bezahlt",),
    "functional": ("funktional", "funktionell"),
    "social": ("sozial",),
    "parent": ("ubergeordnet", "eltern"),
    "child": ("untergeordnet", "kind"),
    "variant": ("variante",),
    "baseline": ("ausgangslage", "basis"),
    "alternative": ("alternativ",),
}
LANGUAGE: Final = Language(
    code="de",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded("n en e er es em s in innen"),
    time=TimeWords(
        units={
            "weeks": (
                "woche",
                "wochen",
                "wo",
            ),
            "days": (
                "tag",
                "tage",
                "tagen",
            ),
            "hours": (
                "stunde",
                "stunden",
                "std",
                "stdn",
            ),
            "minutes": (
                "minute",
                "minuten",
                "mins",
            ),
            "seconds": (
                "sekunde",
                "sekunden",
                "sek",
            ),
        },
        amounts={
            0.5: (
                "halb",
                "halbe",
                "halber",
                "halben",
                "halbes",
            ),
            1: (
                "ein",
                "eine",
                "einen",
                "einer",
                "eins",
            ),
            1.5: (
                "anderthalb",
                "eineinhalb",
            ),
            2: ("zwei",),
            2.5: ("zweieinhalb",),
            3: ("drei",),
            4: ("vier",),
            5: ("funf",),
            6: ("sechs",),
            7: ("sieben",),
            8: ("acht",),
            9: ("neun",),
            10: ("zehn",),
            12: ("zwolf",),
        },
    ),
    small_words=worded(
        """
        der die das den dem des ein eine einen einem einer eines und oder von vom zu zum zur im
        in am an auf fur mit bei beim ihr ihre unser unsere dass ist
        """
    ),
    stage_words=worded("phase schritt abschnitt stufe"),
    conjunctions=("und", "oder"),
    insider_names=listed(
        """
        interne-prufung, interne-freigabe, leadgenerierung, lead-generierung, leadqualifizierung,
        lead-qualifizierung, auftragsabwicklung, auftragsbearbeitung, schadenbearbeitung,
        antragsbearbeitung, zahlungsabwicklung, datenerfassung, qualitatssicherung,
        qualitatskontrolle, beschaffung, lagerhaltung, bestandsverwaltung, cross-selling,
        vertriebstrichter
        """
    ),
    outsider_names=(),
    regional={"ch": _SWISS, "li": _SWISS, "at": _AUSTRIAN},
)
