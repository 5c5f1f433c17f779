namespace RelayPlane.Dialects;

/// <summary>What kind of event one is: its name, or where a provider leaves that out, the <c>type</c> inside.</summary>
internal static class EventKind
{
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (!name.IsEmpty)
        {
            return name;
        }

        var type = JsonText.Member(data, "type"u8);
        return type.Length > 2 && type[0] == '"' ? type[1..^1] : default;
    }
}
