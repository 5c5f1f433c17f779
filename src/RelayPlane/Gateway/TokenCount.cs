using System.Globalization;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Routing;

namespace RelayPlane.Gateway;

/// <summary>How many tokens a prompt has, for the model that the call itself would get, where its provider does not count them in the client's format: an estimate that says that it is one.</summary>
internal sealed class TokenCount(KeyRing keys)
{
    /// <returns>The target whose tokens are estimated here; null where the call goes up, or asks for something else.</returns>
    public Target? Of(Call call, Plan plan)
    {
        if (!call.Endpoint.CountsTokens())
        {
            return null;
        }

        // The call itself would pass by a target that there is no key for; where none has one, it is told so.
        foreach (var target in plan.Targets)
        {
            if (keys.For(call, target.Provider).Count > 0)
            {
                return OutgoingFor.IsSpoken(call, target) ? null : target;
            }
        }

        return null;
    }

    public static async ValueTask<Refusal?> SendAsync(Call call, Target target, HttpContext http, CallNotes notes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, call.Api, Estimate(call));
        }

        var response = http.Response;
        response.Headers[ReplyNames.CallId] = notes.Id;
        response.Headers[ReplyNames.Provider] = target.Provider.Name;
        response.Headers[ReplyNames.RoutedModel] = HeaderText.Of(target.Model);
        response.Headers[ReplyNames.RequestedModel] = HeaderText.Of(call.Facts.Model ?? target.Model);
        response.Headers[ReplyNames.Attempts] = 0.ToString(CultureInfo.InvariantCulture);
        response.Headers[ReplyNames.Estimated] = "true";
        response.ContentType = "application/json";
        await response.Body.WriteAsync(buffer.ToArray(), http.RequestAborted);
        return null;
    }

    /// <summary>No prompt is without any: every model is sent a few around it.</summary>
    private static long Estimate(Call call) =>
        Math.Max(1, (long)Math.Ceiling(call.Facts.PromptTokens));

    private static void Write(Utf8JsonWriter json, Api api, long tokens)
    {
        json.WriteStartObject();
        if (api == Api.Gemini)
        {
            // Google's clients may be strict about members that they do not know.
            json.WriteNumber("totalTokens", tokens);
        }
        else
        {
            json.WriteNumber("input_tokens", tokens);
            json.WriteBoolean("estimated", true);
        }

        json.WriteEndObject();
    }
}
