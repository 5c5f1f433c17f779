using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Pacing;

namespace RelayPlane.Tests.Pacing;

/// <summary>A made-up reply, and what is read from it.</summary>
internal sealed record Reply(string Provider, int Status, string Body = "", string Headers = "")
{
    /// <summary>A Wednesday, in summer time.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 7, 15, 20, 0, 0, TimeSpan.Zero);

    public Signal Signal => SignalReader.Of(Profile, Status, Header, Encoding.UTF8.GetBytes(Body), Now);

    public LimitReport Limits => LimitHeaders.Read(Profile, Header, Now);

    private RateProfile Profile => RateProfiles.Find(Provider)!;

    /// <summary>Headers are written <c>name: value | name: value</c>.</summary>
    public string? Header(string name)
    {
        foreach (var line in Headers.Split('|'))
        {
            if (line.Split(':', 2) is [var key, var value] && key.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value.Trim();
            }
        }

        return null;
    }
}
