namespace RelayPlane.Dialects;

/// <summary>Looks at a reply that is one JSON document, from outside: is it all there, and is it an error in place of an answer? Pure.</summary>
internal static class WholeBody
{
    /// <summary>Whether it ends as an object or an array does. What lies between is the provider's business.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> body)
    {
        body = body.Trim(" \t\r\n"u8);
        body = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        return body.Length >= 2 && (body[0], body[^1]) is ((byte)'{', (byte)'}') or ((byte)'[', (byte)']');
    }

    /// <summary>Whether it begins as an object or an array does.</summary>
    public static bool IsJson(ReadOnlySpan<byte> body) => new JsonWalk(body).Open is (byte)'{' or (byte)'[';

    /// <summary>Whether it has an <c>error</c> that is one: in the object, or in the first object of an array (Gemini). Most bodies do not even hold the word.</summary>
    public static bool HasError(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("\"error\""u8) < 0)
        {
            return false;
        }

        var first = new JsonWalk(body).Open == '[' ? JsonText.FirstItem(body) : body;
        return ErrorText.Of(JsonText.Member(first, "error"u8)) is not null;
    }

    /// <summary>Whether an array that is still coming has its first item.</summary>
    public static bool HasFirstItem(ReadOnlySpan<byte> body)
    {
        var walk = new JsonWalk(body);
        return walk.Open == '[' && (walk.Next() || walk.Finished);
    }
}
