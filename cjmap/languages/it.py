"""Italian: its words and how it writes figures."""

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
    percent="%",
    quotes=("«", "»"),
    inner_quotes=("“", "”"),
    months=tuple("gen feb mar apr mag giu lug ago set ott nov dic".split()),
)
_SWISS: Final = replace(_CONVENTION, decimal=".", group="’")
_SAME: Final = {
    "web": ("sito-web", "sito", "sito-internet", "internet"),
    "app": ("applicazione", "app-mobile"),
    "email": ("e-mail", "mail", "posta-elettronica"),
    "sms": ("messaggio-di-testo",),
    "push": ("notifica-push", "notifiche-push"),
    "chat": ("chat-dal-vivo", "live-chat"),
    "chatbot": ("assistente-virtuale",),
    "phone": ("telefono", "telefonata", "chiamata"),
    "video-call": ("videochiamata", "videoconferenza"),
    "portal": ("portale", "area-clienti", "portale-clienti"),
    "store": ("negozio", "punto-vendita"),
    "on-site": ("in-loco", "sul-posto", "di-persona"),
    "mail": ("posta", "posta-ordinaria"),
    "print": ("stampa", "stampati"),
    "tv": ("televisione",),
    "outdoor": ("affissioni", "pubblicita-esterna"),
    "search": ("motore-di-ricerca", "motori-di-ricerca"),
    "display": ("annunci-display", "pubblicita-display"),
    "influencer": ("influencers",),
    "reviews": ("recensioni", "recensione"),
    "word-of-mouth": ("passaparola",),
    "marketplace": ("mercato-online",),
    "event": ("evento", "eventi"),
    "kiosk": ("totem", "chiosco"),
    "courier": ("corriere", "corriere-espresso"),
    "agent": ("consulente", "operatore", "operatrice"),
    "social": ("social-media", "social-network", "rete-sociale"),
}
_LIKE: Final = {
    "web": ("negozio-online", "blog", "modulo-web"),
    "email": ("newsletter",),
    "phone": ("call-center", "centralino", "numero-verde"),
    "portal": ("intranet",),
    "store": ("filiale", "farmacia", "supermercato", "centro-commerciale", "concessionaria"),
    "on-site": ("accettazione", "sala-d-attesa", "sportello", "bancone", "ambulatorio"),
    "mail": ("lettera",),
    "print": (
        *("volantino", "opuscolo", "catalogo", "rivista", "giornale", "fattura", "scontrino"),
        "brochure",
    ),
    "radio": ("podcast",),
    "outdoor": ("cartellone", "manifesto", "segnaletica"),
    "display": ("banner",),
    "influencer": ("creatore", "blogger"),
    "word-of-mouth": ("raccomandazione", "amici", "consiglio"),
    "event": ("fiera", "conferenza", "laboratorio", "webinar"),
    "kiosk": ("sportello-automatico", "bancomat", "distributore-automatico"),
    "courier": ("consegna", "pacco"),
    "agent": ("venditore", "venditrice", "commesso", "commessa"),
    "social": ("comunita", "forum"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("tutti tutte"),
    StandIn.END: worded("fine uscita successo"),
    StandIn.GIVEN_UP: worded("abbandono abbandona"),
    StandIn.NOTHING: worded("niente"),
}
_WAYS: Final = worded(
    """
    terminale locale personale carta casa visita riunione appuntamento strada porta tavolo sala
    albergo hotel aeroporto stazione auto treno prodotto confezione schermo dispositivo macchina
    tablet orologio corso classe scuola clinica ospedale medico medica infermiere infermiera
    banca partner avvocato famiglia amico amica vicino vicina collega media messaggio notifica
    storia gruppo mercato ufficio officina cantiere
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed(
            """
            Consapevolezza, Scoperta, Scoprire, Conoscenza, Notorietà, Ispirazione, Bisogno,
            Necessità, Primo contatto, Attrazione, Presa di coscienza
            """
        ),
        "consideration": listed(
            """
            Considerazione, Valutazione, Valutare, Ricerca, Cercare, Confronto, Confrontare,
            Informazione, Informarsi, Interesse, Esplorazione, Pre-acquisto, Prima dell’acquisto
            """
        ),
        "decision": listed(
            """
            Decisione, Decidere, Scelta, Scegliere, Selezione, Intenzione, Decisione d’acquisto,
            Intenzione d’acquisto, Trattativa, Preventivo
            """
        ),
        "purchase": listed(
            """
            Acquisto, Acquistare, Comprare, Ordine, Ordinare, Pagamento, Pagare, Prenotazione,
            Prenotare, Transazione, Abbonamento, Iscrizione, Vendita, Contratto, Conversione
            """
        ),
        "post-purchase": listed(
            """
            Post-acquisto, Dopo l’acquisto, Post-vendita, Consegna, Spedizione, Ricezione,
            Onboarding, Uso, Utilizzo, Primo utilizzo, Installazione, Attivazione, Adozione,
            Servizio, Assistenza, Servizio clienti, Supporto, Reso, Resi, Consumo
            """
        ),
        "loyalty": listed(
            """
            Fedeltà, Fidelizzazione, Lealtà, Rinnovo, Riacquisto, Relazione, Ritorno, Impegno
            """
        ),
        "advocacy": listed(
            """
            Advocacy, Raccomandazione, Raccomandare, Passaparola, Consigliare, Condivisione,
            Condividere, Ambasciatore, Ambasciatori, Promozione
            """
        ),
    },
    own={
        "aida": {
            "attention": listed("Attenzione"),
            "desire": listed("Desiderio, Desiderare"),
            "action": listed("Azione, Agire"),
        },
        "aarrr": {
            "acquisition": listed("Acquisizione"),
            "activation": listed("Attivazione, Onboarding, Primo utilizzo"),
            "retention": listed("Uso, Utilizzo, Fidelizzazione"),
            "revenue": listed("Ricavi, Ricavo, Monetizzazione, Acquisto, Pagamento"),
        },
        "five-a": {
            "aware": listed("Conoscere"),
            "appeal": listed("Attrazione, Attrarre, Interesse"),
            "ask": listed("Chiedere, Ricerca, Valutazione, Confronto"),
            "act": listed("Agire, Azione, Decisione"),
            "advocate": listed("Raccomandare"),
        },
        "five-e": {
            "entice": listed("Invogliare, Attirare, Invito"),
            "enter": listed("Entrare, Ingresso, Arrivo, Accoglienza"),
            "engage": listed("Coinvolgere, Coinvolgimento, Esperienza, Soggiorno, Visita"),
            "exit": listed("Uscire, Uscita, Partenza, Saluto"),
            "extend": listed("Prolungare, Estendere"),
        },
        "see-think-do-care": {
            "see": listed("Vedere"),
            "think": listed("Pensare"),
            "do": listed("Fare"),
            "care": listed("Prendersi cura"),
        },
    },
    foreign={"five-a": {"aware": listed("Attrazione")}},
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            furioso furia indignato indignazione disperato disperazione rabbia panico terrorizzato
            tradito odio disgustato disgusto infuriato umiliato inferocito sconvolto
            """,
            -1: """
            arrabbiato infastidito fastidio frustrato frustrante frustrazione deluso delusione
            preoccupato preoccupazione ansioso ansia spaventato paura confuso confusione incerto
            incertezza insicuro insicurezza stressato stress teso tensione nervoso impaziente impazienza
            annoiato noia triste tristezza insoddisfatto insoddisfazione scontento diffidente diffidenza
            scettico imbarazzato imbarazzo colpevole impotente impotenza solo stanco esausto scoraggiato
            smarrito sopraffatto irritato irritazione infelice disorientato disagio dubbioso dubbio
            timore agitato angosciato angoscia impaurito allarmato amareggiato demoralizzato depresso
            abbattuto ferito offeso rifiutato ignorato abbandonato ingannato perplesso indeciso esitante
            sospettoso sfinito seccato esasperato sconfortato avvilito turbato inquieto inquietudine
            demotivato
            """,
            0: "indifferente indifferenza neutro neutrale",
            1: """
            contento soddisfatto soddisfazione fiducioso fiducia curioso curiosita interessato
            tranquillo tranquillita rilassato sereno sollevato sollievo grato gratitudine felice
            felicita speranzoso speranza ottimista ispirato motivato rassicurato sicuro sicurezza
            colpito incuriosito allegro riconoscente incoraggiato compreso ascoltato rispettato
            valorizzato supportato accolto divertito commosso coinvolto appagato confortato calmo
            affascinato
            """,
            2: """
            entusiasta entusiasmo felicissimo emozionato gioia gioioso orgoglioso orgoglio euforico
            euforia meravigliato incantato estasiato raggiante esultante
            """,
        }
    ),
    degrees=worded(
        "molto molta un po abbastanza piuttosto davvero cosi estremamente leggermente troppo"
    ),
    turning=worded("non senza mai poco poca meno nessun nessuna ne mancanza perdita contro"),
    folds=(("a", "o"), ("i", "o"), ("e", "o"), ("e", "a"), ("i", "e")),
)
_LEVELS: Final = {
    "very-negative": ("molto-negativo", "molto-negativa", "pessimo", "molto-male"),
    "negative": ("negativo", "negativa", "male", "cattivo"),
    "neutral": ("neutro", "neutra", "neutrale"),
    "positive": ("positivo", "positiva", "bene", "buono"),
    "very-positive": ("molto-positivo", "molto-positiva", "ottimo", "molto-bene", "eccellente"),
    "none": ("nessuna", "nessuno", "nessun", "non-applicabile", "non-si-applica", "n-a"),
}
_VALUES: Final = {
    "true": ("si",),
    "false": ("no",),
    "very-low": ("molto-bassa", "minima", "molto-basso"),
    "low": ("bassa", "lieve", "basso"),
    "medium": ("media", "moderata", "moderato", "medio"),
    "high": ("alta", "grave", "seria", "alto", "elevata"),
    "very-high": ("molto-alta", "molto-grave", "molto-alto", "massima"),
    "minor": ("lieve",),
    "major": ("grave",),
    "critical": ("critica", "bloccante"),
    "rare": ("raro", "rara", "quasi-mai"),
    "sometimes": ("occasionale", "ogni-tanto", "qualche-volta"),
    "often": ("frequente", "frequentemente", "di-frequente"),
    "always": ("costante", "costantemente", "ogni-volta"),
    "annoyance": ("fastidio", "seccatura"),
    "workaround": ("deviazione", "soluzione-alternativa"),
    "abandonment": ("abbandono",),
    "open": ("aperto", "aperta"),
    "resolved": ("risolta", "chiuso", "chiusa"),
    "idea": ("proposta", "suggerimento"),
    "planned": ("pianificato", "pianificata", "previsto", "prevista", "approvato", "da-fare"),
    "doing": ("in-corso", "in-lavorazione", "iniziato", "iniziata"),
    "done": ("fatto", "fatta", "completato", "completata", "terminato", "concluso"),
    "dropped": ("scartato", "annullato", "annullata", "respinto"),
    "current": ("attuale", "presente"),
    "future": ("futuro", "futura"),
    "draft": ("in-bozza",),
    "review": ("revisione", "in-revisione", "recensione"),
    "validated": ("convalidato", "validato", "validata", "approvato"),
    "archived": ("archiviata",),
    "primary": ("principale", "primaria", "primario"),
    "secondary": ("secondaria", "secondario"),
    "happy": ("normale", "abituale", "principale", "felice"),
    "exception": ("errore", "eccezione"),
    "success": ("successo", "fine"),
    "abandon": ("abbandono",),
    "customer": ("cliente", "utente"),
    "organization": ("azienda", "organizzazione"),
    "third-party": ("terzi", "partner"),
    "interview": ("intervista", "colloquio"),
    "survey": ("sondaggio", "questionario", "indagine"),
    "analytics": ("analisi-dei-dati", "dati-di-utilizzo"),
    "support": ("supporto", "assistenza", "ticket"),
    "observation": ("osservazione",),
    "usability-test": ("test-di-usabilita", "test-utente"),
    "diary": ("diario", "studio-diario"),
    "workshop": ("laboratorio",),
    "desk-research": ("ricerca-documentale", "ricerca-secondaria"),
    "experiment": ("esperimento", "test-a-b"),
    "assumption": ("ipotesi", "supposizione"),
    "action": ("azione",),
    "interaction": ("interazione", "contatto"),
    "journey": ("percorso", "percorso-del-cliente"),
    "experience": ("esperienza",),
    "blueprint": ("progetto-del-servizio",),
    "employee": ("dipendente", "collaboratore"),
    "up": ("su", "sale", "aumenta"),
    "down": ("giu", "scende", "diminuisce"),
    "mean": ("media",),
    "percent": ("percentuale",),
    "digital": ("digitale", "online"),
    "physical": ("fisico", "in-presenza"),
    "voice": ("voce", "telefono"),
    "human": ("umano", "di-persona"),
    "owned": ("proprio", "di-proprieta"),
    "earned": ("guadagnato",),
    "paid": ("pagato", "a-pagamento"),
    "functional": ("funzionale",),
    "emotional": ("emotivo", "emozionale"),
    "social": ("sociale",),
    "parent": ("padre", "superiore"),
    "child": ("figlio",),
    "variant": ("variante",),
    "baseline": ("riferimento", "linea-di-base"),
    "alternative": ("alternativo", "alternativa"),
}
LANGUAGE: Final = Language(
    code="it",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded("i e a o hi he"),
    time=TimeWords(
        units={
            "weeks": (
                "settimana",
                "settimane",
                "sett",
            ),
            "days": (
                "giorno",
                "giorni",
                "gg",
                "giornata",
                "giornate",
            ),
            "hours": (
                "ora",
                "ore",
            ),
            "minutes": (
                "minuto",
                "minuti",
                "mins",
            ),
            "seconds": (
                "secondo",
                "secondi",
                "sec",
            ),
        },
        amounts={
            0.5: (
                "mezzo",
                "mezza",
                "mezz",
            ),
            1: (
                "un",
                "uno",
                "una",
            ),
            2: ("due",),
            3: ("tre",),
            4: ("quattro",),
            5: ("cinque",),
            6: ("sei",),
            7: ("sette",),
            8: ("otto",),
            9: ("nove",),
            10: ("dieci",),
            12: ("dodici",),
        },
    ),
    small_words=worded(
        """
        il lo la l i gli le un uno una di del dello della dei degli delle d a al alla in nel nella
        da dal per con su e o suo sua nostro nostra questo questa che si
        """
    ),
    stage_words=worded("fase tappa passo"),
    conjunctions=("e", "ed", "o"),
    insider_names=listed(
        """
        interno, interna, interni, interne, generazione-di-lead, qualificazione-dei-lead,
        gestione-ordini, gestione-degli-ordini, elaborazione-ordini, elaborazione-dei-pagamenti,
        gestione-reclami, gestione-del-magazzino, controllo-qualita, inserimento-dati,
        approvvigionamento, vendita-incrociata
        """
    ),
    outsider_names=("medicina-interna",),
    regional={"ch": _SWISS},
)
