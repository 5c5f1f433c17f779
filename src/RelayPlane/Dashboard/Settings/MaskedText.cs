using System.Text;
using System.Text.Json;

namespace RelayPlane.Dashboard.Settings;

/// <summary>The text of a config without its secrets. Where it is JSON, nothing else of it is changed.</summary>
internal sealed class MaskedText
{
    /// <summary>A shorter one is found in too many words.</summary>
    private const int ShortestTold = 4;

    private static readonly JsonReaderOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true };
    private readonly HashSet<string> _secrets = [];

    public MaskedText(string written)
    {
        var mark = written.StartsWith('\uFEFF') ? "\uFEFF" : string.Empty;
        try
        {
            Text = mark + Mask(Encoding.UTF8.GetBytes(written[mark.Length..]));
        }
        catch (Exception thrown) when (thrown is JsonException or InvalidOperationException)
        {
            // Nobody can say where a secret begins in what is no JSON: only what can be none is left.
            Text = mark + BrokenText.Mask(written[mark.Length..]);
        }
    }

    public string Text { get; }

    /// <summary>What is said of the config, without what it holds of secrets.</summary>
    public string Told(string text) => SecretNames.WithoutKeys(_secrets.OrderByDescending(secret => secret.Length).Aggregate(text, (so, secret) => so.Replace(secret, SecretNames.Mask, StringComparison.Ordinal)));

    private string Mask(byte[] json)
    {
        var pieces = new List<(int From, int To, string Text)>();
        var comments = new List<(int From, int To)>();
        var reader = new Utf8JsonReader(json, s_lenient);
        var path = new List<string>();
        var named = new Stack<bool>();
        var isNamed = false;
        while (reader.Read())
        {
            var (from, to) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            switch (reader.TokenType)
            {
                case JsonTokenType.Comment:
                    comments.Add((from, to));
                    continue;
                case JsonTokenType.PropertyName:
                    path.Add(reader.GetString()!);
                    isNamed = true;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    named.Push(isNamed);
                    isNamed = false;
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    isNamed = named.Pop();
                    break;
                case JsonTokenType.String when reader.GetString() is { } text && SecretNames.Shown(path, text) is var shown && shown != text:
                    Keep(text);
                    Keep(Encoding.UTF8.GetString(json.AsSpan(from + 1, to - from - 2)));
                    pieces.Add((from, to, $"\"{JsonEncodedText.Encode(shown, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""));
                    break;
            }

            if (isNamed)
            {
                path.RemoveAt(path.Count - 1);
                isNamed = false;
            }
        }

        // Comments last, as what they say may be a secret that stands below them.
        pieces.AddRange(comments.Select(comment => (comment.From, comment.To, Told(Encoding.UTF8.GetString(json.AsSpan(comment.From..comment.To))))));
        return Put(json, pieces);
    }

    private static string Put(byte[] json, List<(int From, int To, string Text)> pieces)
    {
        var (made, at) = (new StringBuilder(), 0);
        foreach (var (from, to, text) in pieces.OrderBy(piece => piece.From))
        {
            made.Append(Encoding.UTF8.GetString(json.AsSpan(at..from))).Append(text);
            at = to;
        }

        return made.Append(Encoding.UTF8.GetString(json.AsSpan(at))).ToString();
    }

    private void Keep(string secret)
    {
        if (secret.Length >= ShortestTold)
        {
            _secrets.Add(secret);
        }
    }
}
