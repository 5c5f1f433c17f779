using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;

namespace RelayPlane.Tests.Dialects;

/// <summary>Meters a reply that a test wrote down.</summary>
internal static class Metered
{
    public static Reading Body(Api api, Endpoint endpoint, string body) => Read(Meters.For(api, endpoint, false)!, body);

    /// <summary>Each line is one event's data.</summary>
    public static Reading Stream(Api api, Endpoint endpoint, params ReadOnlySpan<string> events)
    {
        var text = new StringBuilder();
        foreach (var data in events)
        {
            text.Append("data: ").Append(data).Append("\n\n");
        }

        return Read(Meters.For(api, endpoint, true)!, text.ToString());
    }

    private static Reading Read(Meter meter, string text)
    {
        meter.Write(Encoding.UTF8.GetBytes(text));
        return meter.Read();
    }
}
