using System.Buffers.Text;
using System.Text;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// What a provider wants back unread: a signature, encrypted reasoning. It is only ever sent to where it came from. A client of another format
/// keeps it for us in the place that its own format has for such a thing, wrapped so that it is known again.
/// </summary>
/// <param name="Format">The wire format that it belongs to.</param>
/// <param name="Data">As the provider gave it.</param>
/// <param name="Provider">Who gave it; null where the client holds it unwrapped, as its own format has it.</param>
/// <param name="Key">The id of the key that it was given to; null where unknown.</param>
internal sealed record OpaqueState(WireFormat Format, string Data, string? Provider = null, string? Key = null)
{
    private const string Prefix = "rp1.";

    /// <summary>What <see cref="Prefix"/> begins with in base64.</summary>
    private const string CodedPrefix = "cnAxL";

    /// <summary>What stands in the place of the state of a thought that has none, for a client that hands its thoughts back: that this one is of no use to the format's own provider.</summary>
    public static string None { get; } = new OpaqueState(WireFormat.Messages, string.Empty).Wrap();

    /// <summary>The same in base64.</summary>
    public static string NoneCoded { get; } = new OpaqueState(WireFormat.Messages, string.Empty).WrapCoded();

    /// <summary>The text that a client of another format is handed.</summary>
    public string Wrap() =>
        $"{Prefix}{(int)Format}.{Encode(Provider)}.{Encode(Key)}.{Encode(Data)}";

    /// <summary>The same for a place that holds bytes in base64, which typed SDKs decode. Of its letters none is written in two ways.</summary>
    public string WrapCoded() => Convert.ToBase64String(Encoding.ASCII.GetBytes(Wrap()));

    /// <summary>What a client handed back: its own format's, or what was wrapped here.</summary>
    public static OpaqueState Unwrap(WireFormat own, string text)
    {
        var wrap = text.StartsWith(CodedPrefix, StringComparison.Ordinal) && Decode(text) is { } coded ? coded : text;
        if (!wrap.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return new OpaqueState(own, text);
        }

        var parts = wrap[Prefix.Length..].Split('.');
        return parts is [var format, var provider, var key, var data] && int.TryParse(format, out var number) && Enum.IsDefined((WireFormat)number)
            && Decode(provider) is { } its && Decode(key) is { } id && Decode(data) is { } plain
            ? new OpaqueState((WireFormat)number, plain, its.Length > 0 ? its : null, id.Length > 0 ? id : null)
            : new OpaqueState(own, text);
    }

    /// <summary>Whether a body may hold something that was wrapped here.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> body) => body.IndexOf("\"rp1."u8) >= 0 || body.IndexOf("\"cnAxL"u8) >= 0;

    /// <summary>Whether it may be sent there with the key that carries the call. Unwrapped state is taken to be the home provider's of its format.</summary>
    public bool Fits(WireFormat format, EncodeFor target) =>
        Format == format && (Provider is null || Provider == target.Provider) && (Key is null || target.Key is null || Key == target.Key);

    private static string Encode(string? text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text ?? string.Empty));

    private static string? Decode(string text) => Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) : null;
}
