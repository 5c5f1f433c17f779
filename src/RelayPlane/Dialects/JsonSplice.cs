using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayPlane.Dialects;

/// <summary>Changes a request body at two places, and leaves every other byte: the model, and <c>stream_options.include_usage</c>.</summary>
internal static class JsonSplice
{
    /// <param name="body">The body that <paramref name="facts"/> were read from.</param>
    /// <param name="facts">Where the model and the stream options stand.</param>
    /// <param name="model">The model to name instead; null to leave it.</param>
    /// <param name="includeUsage">Whether to ask for usage in a Chat Completions stream whose client did not.</param>
    public static byte[] Apply(ReadOnlySpan<byte> body, RequestFacts facts, string? model, bool includeUsage)
    {
        var named = model is not null && facts.ModelValue.End.Value > 0
            ? new Edit(facts.ModelValue.Start.Value, facts.ModelValue.End.Value, Quote(model))
            : Edit.None;
        var usage = includeUsage && !facts.IncludesUsage ? IncludeUsage(body, facts.StreamOptions) : Edit.None;
        var (first, second) = named.Start <= usage.Start ? (named, usage) : (usage, named);

        var spliced = new byte[body.Length + first.Growth + second.Growth];
        var rest = spliced.AsSpan();
        var from = 0;
        foreach (var edit in (ReadOnlySpan<Edit>)[first, second])
        {
            body[from..edit.Start].CopyTo(rest);
            rest = rest[(edit.Start - from)..];
            edit.Text.CopyTo(rest);
            rest = rest[edit.Text.Length..];
            from = edit.End;
        }

        body[from..].CopyTo(rest);
        return spliced;
    }

    private static Edit IncludeUsage(ReadOnlySpan<byte> body, Range options)
    {
        if (options.End.Value == 0)
        {
            return Insert(body, 0, "\"stream_options\":{\"include_usage\":true}"u8);
        }

        var (start, end) = (options.Start.Value, options.End.Value);
        if (body[start] != '{')
        {
            return new Edit(start, end, "{\"include_usage\":true}"u8.ToArray());
        }

        var found = Edit.None;
        var walk = new JsonWalk(body[start..end]);
        while (walk.Next())
        {
            if (walk.Name.SequenceEqual("include_usage"u8))
            {
                found = new Edit(start + walk.ValueStart, start + walk.ValueEnd, "true"u8.ToArray());
            }
        }

        return found.End > 0 ? found : Insert(body[..end], start, "\"include_usage\":true"u8);
    }

    /// <summary>Puts a member first in the object that starts at or after <paramref name="at"/>.</summary>
    private static Edit Insert(ReadOnlySpan<byte> body, int at, ReadOnlySpan<byte> member)
    {
        var walk = new JsonWalk(body[at..]);
        var inside = at + walk.Start + 1;
        byte[] text = walk.Next() ? [.. member, (byte)','] : [.. member];
        return new Edit(inside, inside, text);
    }

    private static byte[] Quote(string model) =>
        Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(model, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");

    /// <summary>The bytes from start to end give way to a text.</summary>
    private readonly record struct Edit(int Start, int End, byte[] Text)
    {
        public static Edit None { get; } = new(0, 0, []);

        public int Growth => Text.Length - (End - Start);
    }
}
