using System.Text.RegularExpressions;

namespace RelayPlane.Dashboard.Settings;

/// <summary>Masks a config that is no JSON: every value that is a text or a bare word, as any may be a secret. Keys, numbers and comments stay, so that the mistake can be found.</summary>
internal static partial class BrokenText
{
    public static string Mask(string text) => string.Join('\n', text.Split('\n').Select(line => Piece().Replace(line, Shown)));

    private static string Shown(Match piece)
    {
        if (piece.Groups["key"].Success || piece.Groups["plain"].Success)
        {
            return piece.Value;
        }

        return piece.Groups["comment"].Success ? SecretNames.WithoutKeys(piece.Value)
            : piece.Groups["string"].Success ? $"\"{SecretNames.Mask}{(piece.Value.Length > 1 && piece.Value.EndsWith('"') ? "\"" : string.Empty)}"
            : SecretNames.Mask;
    }

    // A line is read from its beginning: a key with its colon, a text (also one that does not end), a comment, what can be no secret, or any other word.
    [GeneratedRegex("""(?<key>"[^"\\]{1,64}"\s*:)|(?<string>"(?:[^"\\]|\\.)*(?:"|$))|(?<comment>//.*$|/\*.*?(?:\*/|$))|(?<plain>\b(?:true|false|null)\b(?![\w-])|(?<![\w-])-?\d{1,12}(?:\.\d{1,9})?(?![\w.-])|[\s{}\[\],:])|(?<word>[^\s{}\[\],:"]+)""")]
    private static partial Regex Piece();
}
