using System.Globalization;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Sizes;

/// <summary>Sizes as a person reads them.</summary>
internal static class SizeText
{
    /// <summary><c>123,456</c>.</summary>
    public static string Count(long tokens) => tokens.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>$1.25</c>, and more digits for less than a cent.</summary>
    public static string Usd(Money cost) => "$" + cost.Usd.ToString(cost.Usd is > 0 and < 0.01m ? "0.00####" : "0.00", CultureInfo.InvariantCulture);
}
