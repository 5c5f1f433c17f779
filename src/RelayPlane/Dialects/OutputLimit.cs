using System.Text;
using RelayPlane.Dialects.Mending;

namespace RelayPlane.Dialects;

/// <summary>Lowers the output limit of a request body, or sets one where the client set none, and leaves every other byte. Pure.</summary>
internal static class OutputLimit
{
    /// <summary>The least budget of thought that Anthropic takes, in tokens.</summary>
    private const long LeastThought = 1024;

    /// <summary>Whether a call of this kind writes anything that a limit could shorten.</summary>
    public static bool Has(Endpoint endpoint) =>
        endpoint is Endpoint.Messages or Endpoint.ChatCompletions or Endpoint.Completions or Endpoint.Responses or Endpoint.GenerateContent or Endpoint.StreamGenerateContent;

    /// <param name="most">Tokens of one answer; a client's own limit below it stays.</param>
    /// <param name="chatField">The member to add to a Chat Completions body that has none: <c>max_completion_tokens</c> or <c>max_tokens</c>.</param>
    /// <returns>Null where the body asks for no more than that already.</returns>
    public static byte[]? Lower(ReadOnlySpan<byte> body, Endpoint endpoint, long most, string chatField) => endpoint switch
    {
        Endpoint.GenerateContent or Endpoint.StreamGenerateContent => Generate(body, most),
        Endpoint.Responses => Top(body, most, "max_output_tokens"),
        Endpoint.ChatCompletions => Top(body, most, chatField),
        Endpoint.Messages or Endpoint.Completions => Top(body, most, "max_tokens"),
        _ => null,
    };

    private static byte[]? Top(ReadOnlySpan<byte> body, long most, string missing)
    {
        var said = false;
        var lowered = Members.Rewrite(body, (name, value) =>
        {
            if (name.SequenceEqual("thinking"u8))
            {
                return MemberChange.Of(Thought(value, most));
            }

            if (!name.SequenceEqual("max_tokens"u8) && !name.SequenceEqual("max_completion_tokens"u8) && !name.SequenceEqual("max_output_tokens"u8))
            {
                return MemberChange.Keep;
            }

            // A null says nothing; two limits with null for one of them must not become two limits.
            if (value.SequenceEqual("null"u8))
            {
                return MemberChange.Keep;
            }

            said = true;
            return Lowered(value, most);
        });
        return said ? lowered : With(lowered ?? body, missing, most);
    }

    /// <summary>Google's JSON takes both spellings of a member.</summary>
    private static byte[]? Generate(ReadOnlySpan<byte> body, long most)
    {
        var said = false;
        var lowered = Members.Rewrite(body, (name, value) =>
        {
            if ((!name.SequenceEqual("generationConfig"u8) && !name.SequenceEqual("generation_config"u8)) || !JsonText.IsObject(value))
            {
                return MemberChange.Keep;
            }

            said = true;
            var limited = false;
            var config = Members.Rewrite(value, (inner, limit) =>
            {
                if (!inner.SequenceEqual("maxOutputTokens"u8) && !inner.SequenceEqual("max_output_tokens"u8))
                {
                    return MemberChange.Keep;
                }

                limited = true;
                return Lowered(limit, most);
            });
            return MemberChange.Of(limited ? config : With(value, "maxOutputTokens", most));
        });
        return said ? lowered : Without(lowered ?? body, most);
    }

    private static byte[]? Without(ReadOnlySpan<byte> body, long most) => Insert(body, "generationConfig", $"{{\"maxOutputTokens\":{most}}}");

    /// <summary>What is no count, or none above zero (some servers read -1 as no limit), gives way as well.</summary>
    private static MemberChange Lowered(ReadOnlySpan<byte> limit, long most) =>
        JsonText.Count(limit) is > 0 and var own && own <= most ? MemberChange.Keep : MemberChange.Of(Encoding.UTF8.GetBytes($"{most}"));

    /// <summary>Anthropic refuses a thought that leaves no room for an answer: half the room is for it, and where that is too little for one there is none.</summary>
    private static byte[]? Thought(ReadOnlySpan<byte> thinking, long most)
    {
        if (JsonText.Count(JsonText.Member(thinking, "budget_tokens"u8)) is not { } budget || budget < most)
        {
            return null;
        }

        if (most <= LeastThought)
        {
            return "{\"type\":\"disabled\"}"u8.ToArray();
        }

        return Members.Rewrite(thinking, (name, _) =>
            name.SequenceEqual("budget_tokens"u8) ? MemberChange.Of(Encoding.UTF8.GetBytes($"{Math.Max(LeastThought, most / 2)}")) : MemberChange.Keep);
    }

    /// <summary>The object with the limit in it; a member of that name that is null gives way.</summary>
    private static byte[]? With(ReadOnlySpan<byte> json, string name, long most)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        return Members.Rewrite(json, (member, _) => member.SequenceEqual(utf8) ? MemberChange.Of(Encoding.UTF8.GetBytes($"{most}")) : MemberChange.Keep)
            ?? Insert(json, name, $"{most}");
    }

    /// <summary>Puts a member first.</summary>
    private static byte[]? Insert(ReadOnlySpan<byte> json, string name, string value)
    {
        var walk = new JsonWalk(json);
        if (walk.Open != '{')
        {
            return null;
        }

        var inside = walk.Start + 1;
        var comma = walk.Next() ? "," : string.Empty;
        return [.. json[..inside], .. Encoding.UTF8.GetBytes($"\"{name}\":{value}{comma}"), .. json[inside..]];
    }
}
