using System.Globalization;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads a path such as <c>$.recipe.steps[2]</c> or <c>$['odd name']</c>.</summary>
internal static class ArgumentPath
{
    public static List<(string? Name, int? Index)> Steps(string path)
    {
        var steps = new List<(string? Name, int? Index)>();
        var at = path.StartsWith('$') ? 1 : 0;
        while (at < path.Length)
        {
            if (path[at] == '[')
            {
                var end = path.IndexOf(']', at);
                end = end < 0 ? path.Length : end;
                var inner = path[(at + 1)..end];
                steps.Add(int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? (null, index) : (inner.Trim('\'', '"'), null));
                at = end + 1;
            }
            else
            {
                at = path[at] == '.' ? at + 1 : at;
                var end = path.AsSpan(at).IndexOfAny('.', '[');
                end = end < 0 ? path.Length : at + end;
                if (end > at)
                {
                    steps.Add((path[at..end], null));
                }

                at = Math.Max(end, at);
                at += end < path.Length || path.Length == at ? 0 : 1;
            }
        }

        return steps;
    }
}
