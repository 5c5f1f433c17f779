using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace RelayPlane.Dialects;

/// <summary>Reads single JSON values out of the bytes that <see cref="JsonWalk"/> found.</summary>
internal static class JsonText
{
    /// <summary>No id or name that matters is longer, in bytes as written; what is longer is not read.</summary>
    public const int Longest = 1024;

    /// <summary>The text of a JSON string, quotes included in <paramref name="value"/>; false for anything else, or for text that is no UTF-8.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out string text, int longest = Longest)
    {
        text = "";
        if (value.Length < 2 || value[0] != '"' || value.Length > longest)
        {
            return false;
        }

        var inner = value[1..^1];
        if (!Utf8.IsValid(inner))
        {
            return false;
        }

        if (!inner.Contains((byte)'\\') && !inner.ContainsAnyInRange((byte)0, (byte)31))
        {
            text = Encoding.UTF8.GetString(inner);
            return true;
        }

        try
        {
            var reader = new Utf8JsonReader(value);
            reader.Read();
            text = reader.GetString() ?? "";
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The text, or null where the value is not a readable, non-empty string.</summary>
    public static string? OrNull(ReadOnlySpan<byte> value) => TryRead(value, out var text) && text.Length > 0 ? text : null;

    /// <summary>A whole number that is not negative; null for anything else. A count written as <c>12.0</c> is 12.</summary>
    public static long? Count(ReadOnlySpan<byte> value)
    {
        if (Utf8Parser.TryParse(value, out long whole, out var used) && used == value.Length)
        {
            return Math.Max(whole, 0);
        }

        return Utf8Parser.TryParse(value, out double real, out used) && used == value.Length && real < long.MaxValue
            ? (long)Math.Max(real, 0)
            : null;
    }

    /// <summary>The value of the first member with that name; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var walk = new JsonWalk(json);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual(name))
            {
                return walk.Value;
            }
        }

        return default;
    }

    /// <summary>The string that some text begins with, quotes included; empty where it begins with none.</summary>
    public static ReadOnlySpan<byte> FirstString(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        return text.Length > 1 && text[0] == '"' && JsonSkip.End(text, 0) is > 0 and var end ? text[..end] : default;
    }

    /// <summary>The first item of an array; empty where there is none.</summary>
    public static ReadOnlySpan<byte> FirstItem(ReadOnlySpan<byte> json)
    {
        var walk = new JsonWalk(json);
        return walk.Open == '[' && walk.Next() ? walk.Value : default;
    }

    /// <summary>Whether the value is an object or array with anything in it, or a string that is not empty.</summary>
    public static bool HasAny(ReadOnlySpan<byte> value) => value.Length > 0 && value[0] switch
    {
        (byte)'"' => value.Length > 2,
        (byte)'{' or (byte)'[' => new JsonWalk(value).Next(),
        _ => false,
    };

    public static bool IsObject(ReadOnlySpan<byte> value) => value.Length > 0 && value[0] == '{';

    /// <summary>A member name as it is meant: <c>mod\u0065l</c> is <c>model</c>. Names without a backslash cost nothing.</summary>
    public static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'\\'))
        {
            return name;
        }

        byte[] quoted = [(byte)'"', .. name, (byte)'"'];
        return TryRead(quoted, out var text) ? Encoding.UTF8.GetBytes(text) : name;
    }
}
