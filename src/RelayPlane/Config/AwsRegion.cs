using System.Text.RegularExpressions;

namespace RelayPlane.Config;

/// <summary>Finds the AWS region of an address. Pure.</summary>
internal static partial class AwsRegion
{
    private const string Usual = "us-east-1";

    /// <summary>The one in the host's name; else the one that AWS's own tools would take.</summary>
    public static string Of(Uri? address, Func<string, string?> environment)
    {
        var host = address?.Host ?? string.Empty;
        if (host.Contains(".amazonaws.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".api.aws", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var label in host.Split('.'))
            {
                if (Region().IsMatch(label))
                {
                    return label;
                }
            }
        }

        return environment("AWS_REGION")?.Trim() is { Length: > 0 } region ? region
            : environment("AWS_DEFAULT_REGION")?.Trim() is { Length: > 0 } other ? other
            : Usual;
    }

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-\d+$")]
    private static partial Regex Region();
}
