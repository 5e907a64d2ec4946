"""French: its words and how it writes figures."""

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
    group="\u202f",
    percent="\u00a0%",
    quotes=("«\u00a0", "\u00a0»"),
    inner_quotes=("“", "”"),
    months=tuple("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()),
    fractions=None,
)
_CANADIAN: Final = replace(
    _CONVENTION,
    group="\u00a0",
    months=tuple("janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.".split()),
)
_SWISS: Final = replace(_CONVENTION, group="’", percent="%", quotes=("«", "»"))
_SAME: Final = {
    "web": ("site", "site-web", "site-internet", "internet"),
    "app": ("application", "application-mobile", "appli"),
    "email": ("e-mail", "courriel", "mail", "mails", "e-mails"),
    "sms": ("texto", "message-texte"),
    "push": ("notification-push", "notifications-push"),
    "chat": ("tchat", "clavardage", "messagerie-instantanee"),
    "chatbot": ("agent-conversationnel", "assistant-virtuel"),
    "phone": ("telephone", "appel", "appel-telephonique"),
    "video-call": ("appel-video", "visio", "visioconference"),
    "portal": ("portail", "espace-client", "portail-client"),
    "store": ("magasin", "boutique"),
    "on-site": ("sur-place", "en-personne"),
    "mail": ("courrier", "courrier-postal", "poste"),
    "print": ("imprime", "imprimes"),
    "tv": ("tele", "television"),
    "outdoor": ("affichage", "affichage-exterieur"),
    "search": ("moteur-de-recherche", "recherche-google"),
    "display": ("publicite-display", "banniere-publicitaire"),
    "influencer": ("influenceur", "influenceuse", "influenceurs"),
    "reviews": ("avis", "avis-clients", "avis-en-ligne"),
    "word-of-mouth": ("bouche-a-oreille",),
    "marketplace": ("place-de-marche",),
    "event": ("evenement", "evenements"),
    "kiosk": ("borne", "borne-interactive"),
    "courier": ("livreur", "coursier"),
    "agent": ("conseiller", "conseillere"),
    "social": ("reseaux-sociaux", "reseau-social", "medias-sociaux"),
}
_LIKE: Final = {
    "web": ("boutique-en-ligne", "blog", "formulaire"),
    "email": ("newsletter", "infolettre", "lettre-d-information"),
    "phone": ("centre-d-appels", "standard", "numero-vert"),
    "portal": ("intranet",),
    "store": ("agence", "pharmacie", "supermarche", "grande-surface", "concession"),
    "on-site": ("accueil", "salle-d-attente", "guichet", "comptoir", "cabinet"),
    "mail": ("lettre",),
    "print": (
        *("brochure", "depliant", "prospectus", "catalogue", "magazine", "journal", "presse"),
        *("facture", "recu", "notice"),
    ),
    "radio": ("podcast", "balado"),
    "outdoor": ("affiche", "affiches", "panneau", "signaletique"),
    "display": ("banniere", "bannieres"),
    "influencer": ("createur", "blogueur"),
    "word-of-mouth": ("recommandation", "amis"),
    "event": ("salon", "foire", "conference", "atelier", "webinaire"),
    "kiosk": ("distributeur", "automate", "caisse-automatique"),
    "courier": ("livraison", "colis", "transporteur"),
    "agent": ("vendeur", "vendeuse", "personnel", "commercial"),
    "social": ("communaute", "forum"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("tous toutes tout-le-monde"),
    StandIn.END: worded("fin succes sortie"),
    StandIn.GIVEN_UP: worded("abandon abandonne"),
    StandIn.NOTHING: worded("rien"),
}
_WAYS: Final = worded(
    """
    terminal local carte domicile maison visite reunion rendez-vous rue porte table salle hotel
    aeroport gare voiture train metro produit emballage ecran appareil machine tablette montre
    cours classe ecole clinique hopital medecin infirmier infirmiere banque partenaire courtier
    avocat famille ami amie voisin voisine collegue medias message notification histoire groupe
    marche bureau chantier
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed(
            """
            Prise de conscience, Conscience, Découverte, Découvrir, Notoriété, Sensibilisation,
            Inspiration, Besoin, Déclencheur, Élément déclencheur, Premier contact, Attention,
            Connaissance
            """
        ),
        "consideration": listed(
            """
            Considération, Évaluation, Évaluer, Recherche, Rechercher, Comparaison, Comparer,
            Information, S’informer, Intérêt, Exploration, Réflexion, Avant l’achat, Avant-achat
            """
        ),
        "decision": listed(
            """
            Décision, Décider, Choix, Choisir, Sélection, Intention, Décision d’achat, Intention
            d’achat, Négociation, Devis
            """
        ),
        "purchase": listed(
            """
            Achat, Acheter, Commande, Commander, Paiement, Payer, Réservation, Réserver,
            Souscription, Souscrire, Inscription, Transaction, Conversion, Vente, Contrat,
            Adhésion
            """
        ),
        "post-purchase": listed(
            """
            Après-achat, Post-achat, Après l’achat, Après-vente, Livraison, Expédition,
            Réception, Onboarding, Utilisation, Utiliser, Usage, Première utilisation, Prise en
            main, Installation, Mise en service, Adoption, Activation, Service, Service client,
            Support, Assistance, Retour, Retours, Suivi, Consommation
            """
        ),
        "loyalty": listed(
            """
            Fidélité, Fidélisation, Fidéliser, Loyauté, Renouvellement, Renouveler, Rétention,
            Réachat, Engagement, Relation
            """
        ),
        "advocacy": listed(
            """
            Recommandation, Recommander, Parrainage, Plaidoyer, Ambassadeur, Ambassadeurs,
            Partage, Partager, Prescription, Bouche-à-oreille
            """
        ),
    },
    own={
        "aida": {
            "attention": listed("Attention"),
            "desire": listed("Désir, Désirer"),
            "action": listed("Action, Agir"),
        },
        "aarrr": {
            "acquisition": listed("Acquisition, Acquérir"),
            "activation": listed("Activation, Activer, Onboarding, Première utilisation"),
            "retention": listed("Utilisation, Usage, Adoption"),
            "revenue": listed("Revenu, Revenus, Monétisation, Achat, Paiement"),
        },
        "five-a": {
            "aware": listed("Connaître"),
            "appeal": listed("Attrait, Attirer, Intérêt"),
            "ask": listed("S’informer, Demander, Recherche, Évaluation, Comparaison"),
            "act": listed("Agir, Action, Décision"),
            "advocate": listed("Recommander"),
        },
        "five-e": {
            "entice": listed("Attirer, Séduire, Inviter, Invitation"),
            "enter": listed("Entrer, Entrée, Arrivée, Accueil"),
            "engage": listed("Vivre, Participer, Expérience, Séjour, Visite, Utilisation"),
            "exit": listed("Sortir, Sortie, Départ, Au revoir"),
            "extend": listed("Prolonger, Prolongement, Suivi"),
        },
        "see-think-do-care": {
            "see": listed("Voir"),
            "think": listed("Penser"),
            "do": listed("Faire"),
            "care": listed("Prendre soin"),
        },
    },
    foreign={"five-e": {"extend": listed("Engagement")}},
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            furieux fureur indigne indignation desespere desespoir colere rage panique terrifie horrifie
            trahi haine degoute degout revolte outre excede hors-de-lui humilie
            """,
            -1: """
            agace agacement enerve enervement frustre frustrant frustration decu deception inquiet
            inquietude anxieux anxiete angoisse peur effraye confus confusion perdu hesitant incertain
            incertitude stresse stress tendu tension nervosite nerveux impatient impatience ennuye ennui
            triste tristesse mecontent mecontentement insatisfait insatisfaction mefiant mefiance
            sceptique gene honteux honte coupable impuissant impuissance seul fatigue epuise decourage
            depasse submerge irrite irritation malheureux mal-a-l-aise vexe desoriente crainte doute
            fache contrarie preoccupe apeure lasse abattu deprime blesse ignore abandonne rejete
            perplexe exaspere embarrasse indecis desabuse bouscule demotive trompe
            demoralise attriste
            """,
            0: "indifferent indifference neutre",
            1: """
            content satisfait satisfaction rassure soulage soulagement confiant confiance curieux
            curiosite interesse detendu calme serein serenite heureux bonheur reconnaissant gratitude
            optimiste espoir motive inspire impressionne valorise apaise encourage compris ecoute
            respecte soutenu accueilli amuse intrigue confortable paisible tranquille epanoui
            fascine
            """,
            2: """
            ravi enchante enthousiaste enthousiasme fier fierte joyeux joie emerveille comble euphorique
            euphorie emballe extasie jubilatoire
            """,
        }
    ),
    degrees=worded("tres un peu assez plutot vraiment tellement extremement legerement trop bien"),
    turning=worded("pas non sans jamais peu moins aucun aucune ni manque perte contre"),
    folds=(
        *(("euses", "eux"), ("euse", "eux"), ("ives", "if"), ("ive", "if"), ("ees", "e")),
        *(("ere", "er"), ("ee", "e"), ("es", "e"), ("es", ""), ("s", ""), ("e", "")),
    ),
)
_LEVELS: Final = {
    "very-negative": ("tres-negatif", "tres-negative", "tres-mauvais", "tres-mal", "horrible"),
    "negative": ("negatif", "negative", "mauvais", "mal"),
    "neutral": ("neutre", "moyen"),
    "positive": ("positif", "positive", "bon", "bien"),
    "very-positive": ("tres-positif", "tres-positive", "tres-bon", "tres-bien", "excellent"),
    "none": ("aucune", "aucun", "neant", "sans-objet", "non-applicable", "s-o", "n-a"),
}
_VALUES: Final = {
    "true": ("oui",),
    "false": ("non",),
    "very-low": ("tres-bas", "tres-basse", "minime"),
    "low": ("bas", "basse", "leger", "legere", "faible"),
    "medium": ("moyenne", "modere", "moderee", "normal", "moyen"),
    "high": ("elevee", "haut", "haute", "grave", "fort", "forte", "eleve"),
    "very-high": ("tres-elevee", "tres-haut", "tres-haute", "maximal", "tres-grave"),
    "minor": ("mineure", "leger", "legere"),
    "major": ("majeure", "grave"),
    "critical": ("bloquant", "bloquante"),
    "rare": ("rares", "presque-jamais"),
    "sometimes": ("occasionnel", "occasionnellement", "de-temps-en-temps"),
    "often": ("frequent", "frequemment", "frequente"),
    "always": ("constamment", "a-chaque-fois"),
    "annoyance": ("gene", "agacement"),
    "workaround": ("contournement", "detour"),
    "abandonment": ("abandon",),
    "open": ("ouverte", "en-attente"),
    "resolved": ("resolue", "ferme", "fermee", "regle", "reglee"),
    "idea": ("proposition", "suggestion"),
    "planned": ("prevu", "planifie", "planifiee", "decide", "a-faire"),
    "doing": ("commence", "commencee", "en-progression", "en-train"),
    "done": ("fait", "faite", "termine", "terminee", "realise", "acheve", "achevee"),
    "dropped": ("abandonne", "rejete", "rejetee", "annule", "annulee"),
    "current": ("actuel", "actuelle", "aujourd-hui"),
    "future": ("futur", "cible"),
    "draft": ("ebauche",),
    "review": ("en-revue", "relecture", "en-revision", "avis", "evaluation"),
    "validated": ("valide", "approuve", "approuvee"),
    "archived": ("archive",),
    "primary": ("principal", "principale", "primaire"),
    "secondary": ("secondaire",),
    "negative": ("negatif", "negative"),
    "happy": ("normal", "habituel", "nominal", "principal"),
    "exception": ("erreur", "echec"),
    "success": ("succes", "reussite", "fin"),
    "abandon": ("abandonne",),
    "customer": ("client", "cliente", "utilisateur"),
    "organization": ("entreprise", "organisation"),
    "third-party": ("tiers", "partenaire"),
    "interview": ("entretien", "entrevue"),
    "survey": ("sondage", "enquete", "questionnaire"),
    "analytics": ("analytique", "statistiques", "donnees-d-usage"),
    "support": ("service-client", "ticket"),
    "usability-test": ("test-d-utilisabilite", "test-utilisateur"),
    "diary": ("journal-de-bord", "journal"),
    "workshop": ("atelier",),
    "desk-research": ("recherche-documentaire", "etude-documentaire"),
    "experiment": ("experience", "test-a-b"),
    "assumption": ("hypothese", "supposition"),
    "interaction": ("contact",),
    "journey": ("parcours", "parcours-client"),
    "blueprint": ("plan-de-service",),
    "employee": ("employe", "collaborateur", "salarie"),
    "up": ("haut", "monte", "hausse"),
    "down": ("bas", "baisse"),
    "mean": ("moyenne",),
    "percent": ("pourcentage", "part"),
    "digital": ("numerique", "en-ligne"),
    "physical": ("physique", "sur-place"),
    "voice": ("voix", "telephone"),
    "human": ("humain",),
    "owned": ("propre", "detenu"),
    "earned": ("gagne",),
    "paid": ("paye", "payant"),
    "partner": ("partenaire",),
    "functional": ("fonctionnel",),
    "emotional": ("emotionnel",),
    "child": ("enfant",),
    "variant": ("variante",),
    "baseline": ("reference",),
    "alternative": ("alternatif",),
}
LANGUAGE: Final = Language(
    code="fr",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded("s x e es ee ees"),
    time=TimeWords(
        units={
            "weeks": (
                "semaine",
                "semaines",
                "sem",
            ),
            "days": (
                "jour",
                "jours",
                "j",
                "journee",
                "journees",
            ),
            "hours": (
                "heure",
                "heures",
            ),
            "minutes": (
                "minute",
                "minutes",
                "mn",
                "mins",
            ),
            "seconds": (
                "seconde",
                "secondes",
                "sec",
            ),
        },
        amounts={
            0.5: (
                "demi",
                "demie",
            ),
            1: (
                "un",
                "une",
            ),
            2: ("deux",),
            3: ("trois",),
            4: ("quatre",),
            5: ("cinq",),
            6: ("six",),
            7: ("sept",),
            8: ("huit",),
            9: ("neuf",),
            10: ("dix",),
            12: ("douze",),
        },
    ),
    small_words=worded(
        """
        le la les l un une des du de d en dans a au aux par pour avec sur et ou son sa ses notre
        votre ce cette qui que est
        """
    ),
    stage_words=worded("etape phase"),
    conjunctions=("et", "ou"),
    insider_names=listed(
        """
        interne, internes, generation-de-leads, qualification-des-leads, gestion-des-commandes,
        traitement-des-commandes, traitement-de-la-commande, traitement-des-paiements,
        gestion-des-reclamations, gestion-des-stocks, controle-qualite, saisie-des-donnees,
        approvisionnement, ventes-croisees, tunnel-de-vente
        """
    ),
    outsider_names=("medecine-interne",),
    regional={"ca": _CANADIAN, "ch": _SWISS},
)
