namespace RelayPlane.Dashboard.Settings;

/// <summary>What changed between two texts, line by line, with a few lines around each change. Pure.</summary>
internal static class LineDiff
{
    private const int Around = 3;

    /// <summary>Beyond this all lines between the first and the last change are taken as changed.</summary>
    private const int MostCells = 4_000_000;

    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var first = 0;
        while (first < old.Length && first < now.Length && old[first] == now[first])
        {
            first++;
        }

        var last = 0;
        while (last < old.Length - first && last < now.Length - first && old[^(last + 1)] == now[^(last + 1)])
        {
            last++;
        }

        var all = new List<DiffLine>();
        all.AddRange(Enumerable.Range(0, first).Select(line => new DiffLine("same", old[line], line + 1, line + 1)));
        Between(old.AsSpan(first..^last), now.AsSpan(first..^last), first, all);
        all.AddRange(Enumerable.Range(0, last).Reverse().Select(line => new DiffLine("same", old[^(line + 1)], old.Length - line, now.Length - line)));
        return Gapped(all);
    }

    /// <summary>The longest common lines stay.</summary>
    private static void Between(ReadOnlySpan<string> old, ReadOnlySpan<string> now, int offset, List<DiffLine> found)
    {
        var common = (long)old.Length * now.Length <= MostCells ? Common(old, now) : null;
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && common is not null && old[i] == now[j])
            {
                found.Add(new DiffLine("same", old[i], offset + ++i, offset + ++j));
            }
            else if (j == now.Length || (i < old.Length && (common is null || common[i + 1, j] >= common[i, j + 1])))
            {
                found.Add(new DiffLine("removed", old[i], offset + ++i, null));
            }
            else
            {
                found.Add(new DiffLine("added", now[j], null, offset + ++j));
            }
        }
    }

    /// <summary>How many lines are common from each pair of places on.</summary>
    private static int[,] Common(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static List<DiffLine> Gapped(List<DiffLine> all)
    {
        var near = new bool[all.Count];
        foreach (var (index, line) in all.Index())
        {
            if (line.Kind != "same")
            {
                near.AsSpan(Math.Max(0, index - Around)..Math.Min(all.Count, index + Around + 1)).Fill(true);
            }
        }

        var shown = new List<DiffLine>();
        foreach (var (index, line) in all.Index())
        {
            if (near[index])
            {
                shown.Add(line);
            }
            else if (near.Contains(true) && shown is not [.., { Kind: "gap" }])
            {
                shown.Add(new DiffLine("gap", string.Empty, null, null));
            }
        }

        return shown;
    }

    private static string[] Lines(string text) =>
        text.Length == 0 ? [] : [.. (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(line => line.TrimEnd('\r'))];
}
