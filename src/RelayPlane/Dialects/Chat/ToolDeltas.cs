using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>
/// Finds the call that a piece of one belongs to. Providers leave out ids, send them empty, and repeat or skip indexes (bugs B14, B15): an id that is
/// known decides, then the index, then the latest call. A call begins once its name is known.
/// </summary>
internal sealed class ToolDeltas(OpenBlock open, EncodeFor target)
{
    private readonly List<Call> _calls = [];

    /// <summary>The reply's id, for the ids of calls that have none.</summary>
    public string Reply { get; set; } = string.Empty;

    public void Take(JsonElement delta, List<ReplyEvent> events)
    {
        if (delta.Get("tool_calls") is { ValueKind: JsonValueKind.Array } calls)
        {
            foreach (var piece in calls.EnumerateArray())
            {
                Piece(piece, events);
            }
        }

        if (delta.Get("function_call") is { ValueKind: JsonValueKind.Object } function)
        {
            var call = _calls.Count > 0 ? _calls[^1] : New(null, null);
            Add(call, function, function, events);
        }
    }

    private void Piece(JsonElement piece, List<ReplyEvent> events)
    {
        var custom = piece.Get("custom");
        var function = piece.Get("function") ?? custom ?? piece;
        var call = Find(piece, function.Text("name") is { Length: > 0 } name ? name : null);
        call.Freeform |= custom is not null && piece.Get("function") is null;
        call.Id ??= piece.Text("id") is { Length: > 0 } id ? id : null;
        Add(call, function, piece, events);
    }

    private Call Find(JsonElement piece, string? name)
    {
        var id = piece.Text("id") is { Length: > 0 } given ? given : null;
        var index = piece.Whole("index");
        var there = _calls.FindLast(call => id is not null && call.Id == id);
        if (there is not null)
        {
            return there;
        }

        if (index is not null)
        {
            there = _calls.FindLast(call => call.Index == index);

            // A new id with a name is another call, though it has the index of one before.
            return there is null || (id is not null && there.Id is not null && name is not null) ? New(id, index) : there;
        }

        there = _calls.Count > 0 ? _calls[^1] : null;
        var another = there is null || (id is not null && there.Id is not null) || (name is not null && there.Name is not null);
        return another ? New(id, index) : there!;
    }

    private Call New(string? id, long? index)
    {
        var call = new Call { Id = id, Index = index };
        _calls.Add(call);
        return call;
    }

    private void Add(Call call, JsonElement function, JsonElement piece, List<ReplyEvent> events)
    {
        call.Name ??= function.Text("name") is { Length: > 0 } name ? name : null;
        var state = History.Signature(piece, target.Provider, target.Key);
        if (call.Key is null && call.Name is not null)
        {
            call.Id ??= WholeReplyReader.MadeId(Reply, _calls.IndexOf(call));
            call.Key = open.Other(new ToolCallBlock(call.Id, call.Name, string.Empty) { Freeform = call.Freeform, State = state ?? call.State }, events);
            if (call.Early is { Length: > 0 } early)
            {
                events.Add(new Delta(call.Key.Value, early.ToString()));
            }
        }
        else if (state is not null)
        {
            call.State = state;
            if (call.Key is { } known)
            {
                events.Add(new StateCame(known, state));
            }
        }

        Arguments(call, function.Get("arguments") ?? function.Get("input"), events);
    }

    private static void Arguments(Call call, JsonElement? arguments, List<ReplyEvent> events)
    {
        var text = arguments is { } value ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.Compact() : string.Empty;
        if (text.Length == 0)
        {
            return;
        }

        if (call.Key is { } key)
        {
            events.Add(new Delta(key, text));
        }
        else
        {
            (call.Early ??= new StringBuilder()).Append(text);
        }
    }

    /// <summary>What is known of one call by now.</summary>
    private sealed class Call
    {
        public string? Id { get; set; }

        public long? Index { get; init; }

        public string? Name { get; set; }

        public bool Freeform { get; set; }

        public OpaqueState? State { get; set; }

        /// <summary>Its block; null while it has no name.</summary>
        public int? Key { get; set; }

        /// <summary>Arguments that came before the name.</summary>
        public StringBuilder? Early { get; set; }
    }
}
