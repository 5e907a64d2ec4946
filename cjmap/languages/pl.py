"""Polish: its words and how it writes figures."""

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
    group="\u00a0",
    percent="%",
    quotes=("„", "”"),
    inner_quotes=("«", "»"),
    months=tuple("sty lut mar kwi maj cze lip sie wrz paź lis gru".split()),
)
_SAME: Final = {
    "web": ("strona-internetowa", "strona-www", "strona", "witryna", "internet"),
    "app": ("aplikacja", "aplikacja-mobilna"),
    "email": ("e-mail", "poczta-elektroniczna", "maile", "e-maile"),
    "sms": ("wiadomosc-sms", "wiadomosc-tekstowa"),
    "push": ("powiadomienie-push", "powiadomienia-push"),
    "chat": ("czat", "czat-na-zywo"),
    "chatbot": ("wirtualny-asystent", "wirtualna-asystentka"),
    "phone": ("telefon", "rozmowa-telefoniczna", "telefonicznie"),
    "video-call": ("rozmowa-wideo", "wideorozmowa", "wideokonferencja"),
    "portal": ("portal-klienta", "strefa-klienta", "panel-klienta"),
    "store": ("sklep", "sklep-stacjonarny"),
    "on-site": ("na-miejscu",),
    "mail": ("poczta", "poczta-tradycyjna"),
    "print": ("druk", "druki"),
    "tv": ("telewizja",),
    "outdoor": ("reklama-zewnetrzna",),
    "search": ("wyszukiwarka", "wyszukiwarka-google"),
    "display": ("reklama-displayowa", "reklama-graficzna"),
    "influencer": ("influencerka", "influencerzy"),
    "reviews": ("opinie", "recenzje"),
    "word-of-mouth": ("poczta-pantoflowa", "z-ust-do-ust"),
    "marketplace": ("platforma-sprzedazowa",),
    "event": ("wydarzenie", "wydarzenia"),
    "kiosk": ("kiosk-samoobslugowy", "infokiosk"),
    "courier": ("kurier", "firma-kurierska"),
    "agent": ("doradca", "doradczyni", "konsultant", "konsultantka"),
    "social": ("media-spolecznosciowe", "spolecznosci", "social-media"),
}
_LIKE: Final = {
    "web": ("sklep-internetowy", "blog", "formularz"),
    "email": ("newsletter", "biuletyn"),
    "phone": ("infolinia", "call-center"),
    "portal": ("intranet",),
    "store": ("oddzial", "apteka", "supermarket", "galeria-handlowa", "salon", "placowka"),
    "on-site": ("recepcja", "poczekalnia", "okienko", "lada", "gabinet"),
    "mail": ("list",),
    "print": (
        *("ulotka", "broszura", "katalog", "czasopismo", "gazeta", "prasa", "faktura"),
        "paragon",
    ),
    "radio": ("podcast",),
    "outdoor": ("plakat", "plakaty", "billboard", "szyld"),
    "display": ("baner", "banery"),
    "influencer": ("bloger", "blogerka"),
    "word-of-mouth": ("polecenie", "znajomi", "przyjaciele"),
    "event": ("targi", "konferencja", "warsztaty", "webinar"),
    "kiosk": ("automat", "bankomat", "biletomat", "paczkomat"),
    "courier": ("dostawa", "paczka", "dostawca"),
    "agent": ("sprzedawca", "sprzedawczyni", "pracownik", "handlowiec"),
    "social": ("spolecznosc", "forum"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("wszyscy"),
    StandIn.END: worded("koniec sukces wyjscie"),
    StandIn.GIVEN_UP: worded("rezygnacja"),
    StandIn.NOTHING: worded("nic"),
}
_WAYS: Final = worded(
    """
    terminal lokal dom wizyta spotkanie rozmowa ulica drzwi stol pokoj hotel lotnisko dworzec
    samochod pociag autobus produkt opakowanie ekran urzadzenie maszyna tablet zegarek kurs
    klasa szkola klinika szpital lekarz lekarka pielegniarka bank partner posrednik prawnik
    rodzina przyjaciel przyjaciolka sasiad sasiadka kolega kolezanka media wiadomosc historia
    grupa rynek biuro warsztat urzad
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed(
            """
            Świadomość, Uświadomienie, Odkrycie, Odkrywanie, Poznanie, Inspiracja, Potrzeba,
            Impuls, Pierwszy kontakt, Rozpoznanie potrzeby, Zauważenie
            """
        ),
        "consideration": listed(
            """
            Rozważanie, Rozważenie, Ocena, Poszukiwanie, Szukanie, Porównanie, Porównywanie,
            Zainteresowanie, Poszukiwanie informacji, Analiza, Przed zakupem
            """
        ),
        "decision": listed(
            """
            Decyzja, Podjęcie decyzji, Wybór, Wybieranie, Decyzja o zakupie, Decyzja zakupowa,
            Negocjacje, Oferta
            """
        ),
        "purchase": listed(
            """
            Zakup, Kupno, Kupowanie, Zamówienie, Zamawianie, Płatność, Płacenie, Rezerwacja,
            Umowa, Podpisanie umowy, Transakcja, Subskrypcja, Rejestracja, Zapisy, Sprzedaż
            """
        ),
        "post-purchase": listed(
            """
            Po zakupie, Posprzedaż, Dostawa, Wysyłka, Odbiór, Onboarding, Wdrożenie,
            Użytkowanie, Używanie, Korzystanie, Pierwsze użycie, Instalacja, Aktywacja, Obsługa,
            Obsługa klienta, Wsparcie, Serwis, Zwrot, Zwroty
            """
        ),
        "loyalty": listed(
            """
            Lojalność, Utrzymanie, Odnowienie, Przedłużenie, Ponowny zakup, Relacja, Powrót,
            Zaangażowanie
            """
        ),
        "advocacy": listed(
            """
            Rekomendacja, Rekomendowanie, Polecanie, Polecenie, Rzecznictwo, Ambasador,
            Ambasadorzy, Udostępnianie, Dzielenie się
            """
        ),
    },
    own={
        "aida": {
            "attention": listed("Uwaga"),
            "desire": listed("Pragnienie, Pożądanie"),
            "action": listed("Działanie, Akcja"),
        },
        "aarrr": {
            "acquisition": listed("Pozyskanie, Pozyskiwanie"),
            "activation": listed("Aktywacja, Onboarding, Pierwsze użycie"),
            "retention": listed("Użytkowanie, Korzystanie"),
            "revenue": listed("Przychód, Przychody, Monetyzacja, Zakup, Płatność"),
        },
        "five-a": {
            "aware": listed("Znać"),
            "appeal": listed("Atrakcyjność, Przyciąganie, Zainteresowanie"),
            "ask": listed("Pytać, Pytanie, Porównanie, Ocena"),
            "act": listed("Działać, Działanie, Decyzja"),
            "advocate": listed("Polecać"),
        },
        "five-e": {
            "entice": listed("Zachęcić, Zachęta, Zaproszenie"),
            "enter": listed("Wejść, Wejście, Przybycie, Powitanie"),
            "engage": listed("Przeżywać, Doświadczenie, Pobyt, Wizyta, Korzystanie"),
            "exit": listed("Wyjść, Wyjście, Pożegnanie, Wyjazd"),
            "extend": listed("Przedłużyć"),
        },
        "see-think-do-care": {
            "see": listed("Widzieć"),
            "think": listed("Myśleć"),
            "do": listed("Robić"),
            "care": listed("Dbać"),
        },
    },
    foreign={"five-e": {"extend": listed("Zaangażowanie")}},
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            wsciekly wsciekla wscieklosc oburzony oburzenie zrozpaczony rozpacz panika przerazony
            przerazenie nienawisc furia zdradzony zdesperowany wkurzony rozgniewany rozwscieczony
            upokorzony zalamany
            """,
            -1: """
            zly zla zlosc zdenerwowany zirytowany irytacja sfrustrowany frustracja frustrujace
            rozczarowany rozczarowanie zawiedziony zaniepokojony niepokoj obawa lek strach przestraszony
            zagubiony zdezorientowany niepewny niepewnosc zestresowany stres spiety napiecie nerwowy
            niecierpliwy niecierpliwosc znudzony nuda smutny smutek niezadowolony niezadowolenie nieufny
            nieufnosc sceptyczny zawstydzony wstyd winny bezradny bezradnosc samotny zmeczony wyczerpany
            zniechecony przytloczony nieszczesliwy watpliwosci zmieszany zazenowany poirytowany
            rozdrazniony zmartwiony zmartwienie niespokojny wystraszony przygnebiony przybity
            zrezygnowany zraniony urazony obrazony odrzucony zignorowany porzucony oszukany
            niezdecydowany podejrzliwy zniecierpliwiony rozzalony zaklopotany ponaglany
            """,
            0: "obojetny obojetnosc neutralny",
            1: """
            zadowolony zadowolenie spokojny spokoj pewny pewnosc zaufanie ciekawy ciekawosc zaciekawiony
            zainteresowany zrelaksowany ulga wdzieczny wdziecznosc szczesliwy szczescie nadzieja
            optymistyczny zmotywowany zainspirowany usatysfakcjonowany satysfakcja uspokojony bezpieczny
            zaintrygowany odprezony wesoly rozbawiony zachecony zrozumiany wysluchany szanowany
            doceniony wspierany wzruszony pogodny usmiechniety ukojony
            """,
            2: """
            zachwycony zachwyt entuzjazm entuzjastyczny podekscytowany ekscytacja radosny radosc dumny
            duma euforia uradowany rozentuzjazmowany rozradowany zafascynowany
            """,
        }
    ),
    degrees=worded("bardzo troche dosc calkiem nieco niezwykle naprawde lekko tak"),
    turning=worded("nie bez brak nigdy malo mniej ledwo przeciw zaden zadna"),
    folds=(("a", "y"), ("e", "y"), ("i", "y"), ("a", ""), ("eni", "ony")),
)
_LEVELS: Final = {
    "very-negative": (
        *("bardzo-negatywne", "bardzo-negatywny", "bardzo-negatywna", "bardzo-zle"),
        "fatalnie",
    ),
    "negative": ("negatywne", "negatywny", "negatywna", "negatywnie", "zle"),
    "neutral": ("neutralne", "neutralny", "neutralna", "neutralnie"),
    "positive": ("pozytywne", "pozytywny", "pozytywna", "pozytywnie", "dobrze"),
    "very-positive": (
        *("bardzo-pozytywne", "bardzo-pozytywny", "bardzo-pozytywna", "bardzo-dobrze"),
        "doskonale",
    ),
    "none": ("brak", "zadna", "zadne", "zaden", "nie-dotyczy", "n-d"),
}
_VALUES: Final = {
    "true": ("tak",),
    "false": ("nie",),
    "very-low": ("bardzo-niska", "bardzo-maly"),
    "low": ("niska", "maly", "mala", "niskie", "niski"),
    "medium": ("srednia", "umiarkowany", "umiarkowana", "srednie", "sredni"),
    "high": ("wysoka", "powazny", "powazna", "duzy", "duza", "wysokie", "wysoki"),
    "very-high": ("bardzo-wysoka", "bardzo-duzy"),
    "minor": ("drobna", "maly", "mala"),
    "major": ("powazna", "duzy", "duza"),
    "critical": ("krytyczna", "blokujacy"),
    "rare": ("rzadki", "rzadko"),
    "sometimes": ("niekiedy", "od-czasu-do-czasu"),
    "often": ("czeste", "zazwyczaj"),
    "always": ("stale", "ciagle", "za-kazdym-razem"),
    "annoyance": ("irytacja", "uciazliwosc"),
    "workaround": ("obejscie",),
    "abandonment": ("rezygnacja",),
    "open": ("otwarta", "otwarte"),
    "resolved": ("rozwiazane", "rozwiazana", "zamkniety", "zamkniete"),
    "idea": ("propozycja", "pomysl"),
    "planned": ("zaplanowany", "zaplanowana", "zaplanowane", "zatwierdzone", "do-zrobienia"),
    "doing": ("w-trakcie", "w-realizacji", "w-toku", "rozpoczete"),
    "done": ("zrobione", "zakonczone", "ukonczone", "wykonane", "gotowe"),
    "dropped": ("odrzucony", "odrzucona", "anulowane"),
    "current": ("obecny", "obecnie", "aktualny"),
    "future": ("przyszly", "docelowy"),
    "draft": ("szkic",),
    "review": ("przeglad", "w-przegladzie", "recenzja", "opinia"),
    "validated": ("zatwierdzony", "zweryfikowana"),
    "archived": ("archiwalna",),
    "primary": ("glowna", "glowny", "podstawowa"),
    "secondary": ("drugorzedna", "poboczna"),
    "happy": ("zwykla", "normalna", "glowny"),
    "exception": ("wyjatek", "blad"),
    "success": ("sukces", "koniec"),
    "abandon": ("rezygnacja", "porzucenie"),
    "customer": ("klient", "klientka"),
    "organization": ("firma", "organizacja"),
    "third-party": ("partner",),
    "interview": ("wywiad", "rozmowa"),
    "survey": ("ankieta", "kwestionariusz", "sondaz"),
    "analytics": ("analityka", "dane-o-uzyciu"),
    "support": ("wsparcie", "obsluga-klienta", "zgloszenie"),
    "observation": ("obserwacja",),
    "usability-test": ("test-uzytecznosci", "testy-z-uzytkownikami"),
    "diary": ("dzienniczek", "dziennik"),
    "workshop": ("warsztat", "warsztaty"),
    "desk-research": ("analiza-zrodel", "badanie-zrodel-wtornych"),
    "experiment": ("eksperyment", "test-a-b"),
    "assumption": ("zalozenie", "hipoteza"),
    "action": ("dzialanie", "akcja"),
    "interaction": ("interakcja", "kontakt"),
    "journey": ("podroz", "podroz-klienta", "sciezka"),
    "experience": ("doswiadczenie",),
    "blueprint": ("plan-uslugi",),
    "employee": ("pracownik",),
    "up": ("w-gore", "rosnie"),
    "down": ("w-dol", "spada", "maleje"),
    "mean": ("srednia",),
    "percent": ("procent", "odsetek"),
    "digital": ("cyfrowy", "online"),
    "physical": ("fizyczny", "stacjonarny"),
    "voice": ("glos", "telefon"),
    "human": ("ludzki", "osobisty"),
    "owned": ("wlasny",),
    "earned": ("pozyskany",),
    "paid": ("platny",),
    "functional": ("funkcjonalny",),
    "emotional": ("emocjonalny",),
    "social": ("spoleczny",),
    "parent": ("nadrzedny",),
    "child": ("podrzedny",),
    "variant": ("wariant",),
    "baseline": ("punkt-odniesienia",),
    "alternative": ("alternatywny", "alternatywa"),
}
LANGUAGE: Final = Language(
    code="pl",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded("y i a e ow owie"),
    time=TimeWords(
        units={
            "weeks": (
                "tydzien",
                "tygodnie",
                "tygodni",
                "tygodnia",
                "tyg",
            ),
            "days": (
                "dzien",
                "dni",
                "dnia",
                "doba",
                "doby",
                "dob",
            ),
            "hours": (
                "godzina",
                "godziny",
                "godzin",
                "godz",
            ),
            "minutes": (
                "minuta",
                "minuty",
                "minut",
            ),
            "seconds": (
                "sekunda",
                "sekundy",
                "sekund",
                "sek",
            ),
        },
        amounts={
            0.5: ("pol",),
            1: (
                "jeden",
                "jedna",
                "jedno",
            ),
            1.5: (
                "poltora",
                "poltorej",
            ),
            2: (
                "dwa",
                "dwie",
            ),
            3: ("trzy",),
            4: ("cztery",),
            5: ("piec",),
            6: ("szesc",),
            7: ("siedem",),
            8: ("osiem",),
            9: ("dziewiec",),
            10: ("dziesiec",),
            12: ("dwanascie",),
        },
    ),
    small_words=worded("i oraz lub albo w we na do z ze od dla o u przez jego jej ich nasz jest"),
    stage_words=worded("etap faza krok"),
    conjunctions=("i", "oraz", "lub", "albo"),
    insider_names=listed(
        """
        weryfikacja-wewnetrzna, wewnetrzna-weryfikacja, generowanie-leadow, kwalifikacja-leadow,
        przetwarzanie-zamowien, realizacja-procesu, przetwarzanie-platnosci,
        obsluga-reklamacji, kontrola-jakosci, wprowadzanie-danych, zaopatrzenie,
        zarzadzanie-zapasami, sprzedaz-krzyzowa, lejek-sprzedazowy
        """
    ),
    outsider_names=(),
)
