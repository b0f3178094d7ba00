"""Uses the Python client as its README says. Arguments: address of the gateway, key. Prints what it saw as JSON."""

import json
import sys

import convoscope_client as convoscope

host, key = sys.argv[1:]
client = convoscope.ApiClient(convoscope.Configuration(host=host, api_key={"apiKey": key}))
conversations = convoscope.ConversationsApi(client)


def every(**filters):
    page = conversations.list_conversations(limit=7, **filters)
    yield from page.items
    while page.next_cursor is not None:
        page = conversations.list_conversations(limit=7, cursor=page.next_cursor, **filters)
        yield from page.items


def problem_of(call):
    try:
        call()
    except convoscope.ApiException as error:
        problem = error.data
        return {
            "type": type(problem).__name__,
            "status": problem.status,
            "code": problem.code,
            "errors": [each.path for each in problem.errors or []],
        }


def stranger():
    other = convoscope.ApiClient(convoscope.Configuration(host=host, api_key={"apiKey": "unknown"}))
    convoscope.ConversationsApi(other).list_conversations()


found = list(every())
one = conversations.get_conversation(found[0].conversation_id)
sent = convoscope.IngestionApi(client).send_conversations(
    convoscope.SendConversationsRequest.from_dict(
        {"conversations": [{"id": "py-1", "messages": [{"role": "user", "content": "Hello?"}]}]}
    )
)
print(
    json.dumps(
        {
            "ids": [each.conversation_id for each in found],
            "topics": sorted({each.category.topic for each in every(topic="billing")}),
            "since": type(found[0].started_at).__name__,
            "messages": len(one.messages),
            "submission": sent.submission_id,
            "missing": problem_of(lambda: conversations.get_conversation("unknown")),
            "refused": problem_of(lambda: conversations.list_conversations(cursor="garbage")),
            "stranger": problem_of(stranger),
        }
    )
)
