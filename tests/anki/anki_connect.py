"""A stand-in for the add-on AnkiConnect, which answers from Anki's real engine.

Its interface is version 6 of AnkiConnect's: a JSON object with `action`, `version`, `params` and perhaps `key` is
answered by one with `result` and `error`. Only what notesmith asks for is here; anything else is an error, as there.
"""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from anki.errors import NotFoundError


class Actions:
    """The actions over one collection; each is asked for by its name."""

    def __init__(self, collection):
        self.collection = collection

    def version(self):
        return 6

    def multi(self, actions):
        return [answer(self, action) for action in actions]

    def deckNames(self):
        return [deck.name for deck in self.collection.decks.all_names_and_ids()]

    def createDeck(self, deck):
        return self.collection.decks.id(deck)

    def modelNames(self):
        return [model.name for model in self.collection.models.all_names_and_ids()]

    def modelFieldNames(self, modelName):
        return [field["name"] for field in self.model(modelName)["flds"]]

    def createModel(self, modelName, inOrderFields, cardTemplates, css=None, isCloze=False):
        models = self.collection.models
        if modelName in self.modelNames():
            raise ValueError("Model name already exists")
        model = models.new(modelName)
        model["type"] = 1 if isCloze else 0
        for name in inOrderFields:
            models.add_field(model, models.new_field(name))
        for number, given in enumerate(cardTemplates, 1):
            template = models.new_template(given.get("Name", f"Card {number}"))
            template["qfmt"], template["afmt"] = given["Front"], given["Back"]
            models.add_template(model, template)
        model["css"] = css if css is not None else model["css"]
        models.add(model)
        return model

    def findNotes(self, query):
        return list(map(int, self.collection.find_notes(query)))

    def notesInfo(self, notes):
        return [self.info(number) for number in notes]

    def info(self, number):
        try:
            note = self.collection.get_note(number)
        except NotFoundError:
            return {}
        fields = {name: {"value": value, "order": order} for order, (name, value) in enumerate(note.items())}
        return {"noteId": note.id, "modelName": note.note_type()["name"], "tags": note.tags, "fields": fields,
                "mod": note.mod, "cards": [int(card.id) for card in note.cards()]}

    def addNote(self, note):
        made = self.collection.new_note(self.model(note["modelName"]))
        deck = self.collection.decks.id_for_name(note["deckName"])
        if deck is None:
            raise ValueError(f"deck was not found: {note['deckName']}")
        for name, value in note["fields"].items():
            made[name] = value
        made.tags = list(note.get("tags", []))
        state = made.fields_check()
        if state == 1:
            raise ValueError("cannot create note because it is empty")
        if state == 2 and not note.get("options", {}).get("allowDuplicate"):
            raise ValueError("cannot create note because it is a duplicate")
        self.collection.add_note(made, deck)
        return made.id

    def updateNoteFields(self, note):
        changed = self.collection.get_note(note["id"])
        for name, value in note["fields"].items():
            if name in changed:
                changed[name] = value
        self.collection.update_note(changed)

    def addTags(self, notes, tags):
        self.collection.tags.bulk_add(notes, tags)

    def removeTags(self, notes, tags):
        self.collection.tags.bulk_remove(notes, tags)

    def storeMediaFile(self, filename, data):
        return self.collection.media.write_data(filename, base64.b64decode(data))

    def getMediaFilesNames(self, pattern="*"):
        from fnmatch import fnmatch
        from pathlib import Path

        return [path.name for path in Path(self.collection.media.dir()).iterdir() if fnmatch(path.name, pattern)]

    def model(self, name):
        model = self.collection.models.by_name(name)
        if model is None:
            raise ValueError(f"model was not found: {name}")
        return model


def answer(actions, request):
    """Gives the answer to one request; only version 6 wraps it."""
    try:
        name = request.get("action", "")
        if request.get("key") != actions.key:
            raise ValueError("valid api key must be provided")
        if name not in vars(Actions) or name.startswith("_") or name in {"info", "model"}:
            raise ValueError("unsupported action")
        actions.log.append((name, request.get("params", {})))
        result = getattr(actions, name)(**request.get("params", {}))
        return {"result": result, "error": None} if request.get("version", 4) >= 6 else result
    except Exception as error:  # noqa: BLE001, as the add-on does
        return {"result": None, "error": str(error)}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        text = json.dumps(answer(self.server.actions, json.loads(body))).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class StandIn:
    """The server, on a free port of this machine, over one collection; `log` holds what it was asked."""

    def __init__(self, collection, key=None):
        self.actions = Actions(collection)
        self.actions.key, self.actions.log = key, []
        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.server.actions = self.actions
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def changes(self):
        """The actions that changed something, since the last look."""
        asking = {"version", "multi", "deckNames", "modelNames", "modelFieldNames", "findNotes", "notesInfo",
                  "getMediaFilesNames"}
        changes = [name for name, _ in self.actions.log if name not in asking]
        self.actions.log.clear()
        return changes

    def close(self):
        self.server.shutdown()
        self.server.server_close()
