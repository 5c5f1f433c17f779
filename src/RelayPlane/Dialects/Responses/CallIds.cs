using System.Globalization;
using System.IO.Hashing;
using System.Text;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Responses;

/// <summary>The ids of calls as they go up. One that is too long becomes another, always the same, so that call and result still name each other.</summary>
internal static class CallIds
{
    /// <summary>In characters: what OpenAI takes as a <c>call_id</c>.</summary>
    private const int Longest = 64;

    public static string Up(string id, ToolIdRule rule)
    {
        var longest = rule switch { ToolIdRule.Nine => 9, ToolIdRule.Forty => 40, _ => Longest };
        if (id.Length <= longest && rule != ToolIdRule.Nine)
        {
            return id;
        }

        var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(id)).ToString("x16", CultureInfo.InvariantCulture);
        return rule == ToolIdRule.Nine ? hash[..9] : $"{id[..(longest - 17)]}_{hash}";
    }
}
