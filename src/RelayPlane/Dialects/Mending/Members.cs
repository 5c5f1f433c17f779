using System.Text;

namespace RelayPlane.Dialects.Mending;

/// <summary>Rewrites the members of one object, or the items of one array, and copies every other byte.</summary>
internal static class Members
{
    /// <param name="json">An object or an array.</param>
    /// <param name="rule">Asked about each member in order; the name is empty for an item.</param>
    /// <returns>The new bytes; null where nothing changed, or the value is no whole object or array.</returns>
    public static byte[]? Rewrite(ReadOnlySpan<byte> json, MemberRule rule)
    {
        MemoryStream? written = null;
        var kept = 0;
        var walk = new JsonWalk(json);
        var from = walk.Start + 1;
        for (; walk.Next(); from = walk.ValueEnd)
        {
            var change = rule(walk.Name, walk.Value);
            if (written is null && change.Kind != ChangeKind.Keep)
            {
                // All before it stays as it stands.
                written = new MemoryStream(json.Length + 64);
                written.Write(json[..from]);
            }

            if (change.Kind == ChangeKind.Drop)
            {
                continue;
            }

            if (written is not null)
            {
                Write(written, change, json[from..walk.ValueStart], walk.Value, kept > 0);
            }

            kept++;
        }

        if (written is null || !walk.Finished)
        {
            return null;
        }

        written.Write(json[from..]);
        return written.ToArray();
    }

    /// <param name="lead">All that stands between the member before and the value: comma, white space, name.</param>
    private static void Write(MemoryStream to, MemberChange change, ReadOnlySpan<byte> lead, ReadOnlySpan<byte> value, bool follows)
    {
        var trimmed = lead.TrimStart(" \t\r\n"u8);
        lead = trimmed.StartsWith(","u8) ? trimmed[1..] : lead;
        if (follows)
        {
            to.WriteByte((byte)',');
        }

        to.Write(change.Name is { } name ? Encoding.UTF8.GetBytes($"\"{name}\":") : lead);
        to.Write(change.Value is { } own ? own : value);
    }
}

/// <summary>Says what becomes of a member.</summary>
internal delegate MemberChange MemberRule(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);

/// <summary>What becomes of a member.</summary>
/// <param name="Name">Its new name; null for its own.</param>
/// <param name="Value">Its new value; null for its own.</param>
internal readonly record struct MemberChange(ChangeKind Kind, string? Name = null, byte[]? Value = null)
{
    public static MemberChange Keep => new(ChangeKind.Keep);

    public static MemberChange Drop => new(ChangeKind.Drop);

    public static MemberChange Named(string name) => new(ChangeKind.Change, name);

    public static MemberChange Of(byte[]? value) => value is null ? Keep : new(ChangeKind.Change, null, value);
}

/// <summary>The ways in which a member can fare.</summary>
internal enum ChangeKind
{
    Keep,
    Drop,
    Change,
}
