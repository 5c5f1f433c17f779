using System.Text.Json;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.OpenAI;

namespace RelayPlane.Dialects.Responses;

/// <summary>Reads a streamed response. Items are told apart by their place in the output; events that are not known are passed over.</summary>
internal sealed class ResponsesReader(EncodeFor target) : SseReader
{
    private readonly Dictionary<int, ItemRead> _items = [];
    private int _keys;
    private int _last;
    private bool _refused;

    protected override void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        if (data.IsEmpty)
        {
            events.Add(new Pinged());
            return;
        }

        try
        {
            Event(EventKind.Of(name, data), data, events);
        }
        catch (JsonException)
        {
            events.Add(new Failed(new ProviderError(ErrorKind.Server, "The provider's reply broke off within an event, or was no JSON.")));
        }
    }

    private void Event(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        if (kind.EndsWith(".delta"u8))
        {
            More(kind, new EventFields(data), whole: false, events);
        }
        else if (kind.SequenceEqual("response.output_item.added"u8))
        {
            Added(new EventFields(data), events);
        }
        else if (kind.SequenceEqual("response.output_item.done"u8))
        {
            Done(new EventFields(data), events);
        }
        else if (kind.SequenceEqual("response.output_text.annotation.added"u8))
        {
            Annotation(new EventFields(data), events);
        }
        else if (kind.SequenceEqual("response.created"u8))
        {
            var response = JsonText.Member(data, "response"u8);
            events.Add(new Started(JsonText.OrNull(JsonText.Member(response, "id"u8)), JsonText.OrNull(JsonText.Member(response, "model"u8))));
        }
        else if (kind.SequenceEqual("response.completed"u8) || kind.SequenceEqual("response.incomplete"u8))
        {
            End(JsonText.Member(data, "response"u8), events);
        }
        else if (kind.SequenceEqual("response.failed"u8) || kind.SequenceEqual("response.cancelled"u8))
        {
            events.Add(new Failed(ErrorReading.Of(0, data, null)));
        }
        else if (kind.SequenceEqual("error"u8) || (kind.IsEmpty && WholeBody.HasError(data)))
        {
            events.Add(new Failed(ErrorReading.Of(0, data, null)));
        }
        else if (kind.EndsWith("_text.done"u8) || kind.EndsWith(".refusal.done"u8) || kind.EndsWith("_arguments.done"u8) || kind.EndsWith("_input.done"u8))
        {
            More(kind, new EventFields(data), whole: true, events);
        }
    }

    private void Added(EventFields fields, List<ReplyEvent> events)
    {
        using var item = JsonDocument.Parse(fields.Value.ToArray());
        Item(fields.Output ?? _last + (_items.Count > 0 ? 1 : 0), item.RootElement, events);
    }

    private ItemRead Item(int at, JsonElement item, List<ReplyEvent> events)
    {
        _last = at;
        if (_items.TryGetValue(at, out var known))
        {
            return known;
        }

        var type = item.Text("type");
        var read = _items[at] = new ItemRead(type is "message" or "reasoning" or "function_call" or "custom_tool_call");
        if (type is "function_call" or "custom_tool_call")
        {
            Begin(read, ReplyReading.Call(item), events);
        }
        else if (!read.Known)
        {
            Begin(read, new OpaqueBlock(type ?? "item"), events);
        }

        return read;
    }

    /// <param name="whole">Whether it is all of a part's text, which only counts where no piece of it came.</param>
    private void More(ReadOnlySpan<byte> kind, EventFields fields, bool whole, List<ReplyEvent> events)
    {
        var at = fields.Output ?? _last;
        if (!_items.TryGetValue(at, out var item))
        {
            // Said before its item was; only a text needs no head.
            _items[at] = item = new ItemRead(!kind.StartsWith("response.function_call"u8) && !kind.StartsWith("response.custom_tool"u8));
            _last = at;
        }

        if (!item.Known)
        {
            return;
        }

        var summary = kind.StartsWith("response.reasoning_summary_text"u8);
        Block? head = summary || kind.StartsWith("response.reasoning_text"u8) ? new ThinkingBlock(string.Empty) { IsSummary = summary }
            : kind.StartsWith("response.output_text"u8) ? new TextBlock(string.Empty)
            : kind.StartsWith("response.refusal"u8) ? new RefusalBlock(string.Empty)
            : null;
        if (head is null && item.Key is null)
        {
            return;
        }

        var text = fields.Text;
        if (head is ThinkingBlock thinking)
        {
            Thought(item, thinking, fields.Part, whole, text, events);
            return;
        }

        if (head is not null && (item.Part != fields.Part || item.Key is null))
        {
            item.Part = fields.Part;
            _refused |= head is RefusalBlock;
            Begin(item, head, events);
        }

        Say(item, whole, text, events);
    }

    /// <summary>A thought is one block. Whichever of itself and its summary comes first is read, and not the other.</summary>
    private void Thought(ItemRead item, ThinkingBlock head, int part, bool whole, string text, List<ReplyEvent> events)
    {
        if (item.Key is not null && item.Summary != head.IsSummary)
        {
            return;
        }

        if (item.Key is null)
        {
            if (text.Length == 0)
            {
                return;
            }

            Begin(item, head, events);
            (item.Summary, item.Part) = (head.IsSummary, part);
        }
        else if (item.Part != part)
        {
            events.Add(new Delta(item.Key.Value, Thoughts.Between));
            (item.Part, item.Streamed) = (part, false);
        }

        Say(item, whole, text, events);
    }

    private static void Say(ItemRead item, bool whole, string text, List<ReplyEvent> events)
    {
        if (text.Length > 0 && !(whole && item.Streamed))
        {
            item.Streamed = true;
            events.Add(new Delta(item.Key!.Value, text));
        }
    }

    private void Begin(ItemRead item, Block head, List<ReplyEvent> events)
    {
        (item.Key, item.Streamed) = (_keys++, false);
        events.Add(new BlockStarted(item.Key.Value, head));
    }

    private void Annotation(EventFields fields, List<ReplyEvent> events)
    {
        if (_items.TryGetValue(fields.Output ?? _last, out var item) && item.Key is { } key && !fields.Value.IsEmpty)
        {
            using var annotation = JsonDocument.Parse(fields.Value.ToArray());
            if (PartReading.Annotation(annotation.RootElement) is { } citation)
            {
                events.Add(new Cited(key, citation));
            }
        }
    }

    /// <summary>The whole item: what of it did not come in pieces is said now, and only now is a thought's state the one to keep.</summary>
    private void Done(EventFields fields, List<ReplyEvent> events)
    {
        using var item = JsonDocument.Parse(fields.Value.ToArray());
        Whole(fields.Output ?? _last, item.RootElement, events);
    }

    private void Whole(int at, JsonElement item, List<ReplyEvent> events)
    {
        var read = Item(at, item, events);
        switch (item.Text("type"))
        {
            case "message":
                Parts(read, item, events);
                break;
            case "reasoning":
                var thought = Thoughts.Read(item);
                var state = ReplyReading.State(item, target);
                if (read.Key is null && (thought.Text.Length > 0 || state is not null))
                {
                    Begin(read, thought with { Text = string.Empty, State = null }, events);
                    Say(read, whole: true, thought.Text, events);
                }

                if (state is not null)
                {
                    events.Add(new StateCame(read.Key!.Value, state));
                }

                break;
            case "function_call":
                Say(read, whole: true, item.Text("arguments") ?? string.Empty, events);
                break;
            case "custom_tool_call":
                Say(read, whole: true, item.Text("input") ?? string.Empty, events);
                break;
        }

        if (read.Key is { } key)
        {
            events.Add(new BlockEnded(key));
        }
    }

    private void Parts(ItemRead read, JsonElement item, List<ReplyEvent> events)
    {
        var at = 0;
        foreach (var part in item.Items("content"))
        {
            if (at++ <= read.Part)
            {
                continue;
            }

            var (head, text) = ReplyReading.Part(part) switch
            {
                TextBlock block => (block with { Text = string.Empty, Citations = [] }, block.Text),
                RefusalBlock block => (block with { Text = string.Empty }, block.Text),
                var other => (other with { Raw = null }, string.Empty),
            };
            if (head is not TextBlock || text.Length > 0)
            {
                read.Part = at - 1;
                _refused |= head is RefusalBlock;
                Begin(read, head, events);
                Say(read, whole: true, text, events);
                Cite(read, part, events);
            }
        }
    }

    private static void Cite(ItemRead read, JsonElement part, List<ReplyEvent> events)
    {
        foreach (var citation in PartReading.Annotations(part))
        {
            events.Add(new Cited(read.Key!.Value, citation));
        }
    }

    private void End(ReadOnlySpan<byte> response, List<ReplyEvent> events)
    {
        if (_items.Count == 0 && JsonText.Member(response, "output"u8) is { IsEmpty: false } output)
        {
            using var items = JsonDocument.Parse(output.ToArray());
            foreach (var item in ((JsonElement?)items.RootElement).Items())
            {
                Whole(_items.Count, item, events);
            }
        }

        if (OpenAIUsage.Read(JsonText.Member(response, "usage"u8)) is { } usage)
        {
            events.Add(new UsageCame(usage));
        }

        var reason = JsonText.OrNull(JsonText.Member(JsonText.Member(response, "incomplete_details"u8), "reason"u8));
        events.Add(new Stopped(ReplyStop.Of(JsonText.OrNull(JsonText.Member(response, "status"u8)), reason, _refused)));
    }
}
