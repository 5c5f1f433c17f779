namespace RelayPlane.Admission.Alarms;

/// <summary>Finds the last turns of a conversation, whatever its API, by reading it from its end: it takes no longer for a long one. Pure.</summary>
internal static class LastTurns
{
    /// <param name="turns">A JSON array that is known to be sound.</param>
    /// <returns>Where the last element and the one before it stand; empty where there is none.</returns>
    public static (Range Last, Range Before) Of(ReadOnlySpan<byte> turns)
    {
        var end = turns.LastIndexOf((byte)']');
        if (turns.IndexOf((byte)'[') is not 0 || end <= 0)
        {
            return (default, default);
        }

        var last = Element(turns, end);
        var comma = last.Start.Value - 1;
        return (last, comma > 0 ? Element(turns, comma) : default);
    }

    /// <summary>The element that ends before the comma or bracket at a place.</summary>
    private static Range Element(ReadOnlySpan<byte> turns, int end)
    {
        var (depth, within) = (0, false);
        for (var at = end - 1; at > 0; at--)
        {
            switch (turns[at])
            {
                case (byte)'"' when !IsEscaped(turns, at):
                    within = !within;
                    break;
                case (byte)'}' or (byte)']' when !within:
                    depth++;
                    break;
                case (byte)'{' or (byte)'[' when !within:
                    depth--;
                    break;
                case (byte)',' when !within && depth == 0:
                    return (at + 1)..end;
            }
        }

        return 1..end;
    }

    /// <summary>A quote after an odd number of backslashes is text.</summary>
    private static bool IsEscaped(ReadOnlySpan<byte> turns, int at)
    {
        var slashes = 0;
        while (at - slashes > 0 && turns[at - slashes - 1] == (byte)'\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }
}
