using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RelayPlane.Dashboard;

/// <summary>What a path of <c>/api</c> answers.</summary>
/// <param name="Write">Writes the body; null for none.</param>
internal sealed record ApiReply(int Status, string? ContentType, Func<HttpContext, ValueTask>? Write)
{
    public static ApiReply Done { get; } = new(StatusCodes.Status204NoContent, null, null);

    public static ApiReply Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new(status, "application/json", async http => await JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted));

    /// <summary>Something is wrong with what was asked.</summary>
    public static ApiReply Wrong(string message, int status = StatusCodes.Status400BadRequest) =>
        Json(new ApiProblem(new ApiProblemText(message)), ApiJson.Default.ApiProblem, status);

    public static ApiReply Missing(string message) => Wrong(message, StatusCodes.Status404NotFound);

    public async ValueTask SendAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.Headers.CacheControl = "no-store";
        if (this is { Write: { } write, ContentType: { } type })
        {
            http.Response.ContentType = type;
            await write(http);
        }
    }
}

/// <summary>The body of every answer that is no 2xx.</summary>
internal sealed record ApiProblem(ApiProblemText Error);

/// <summary>What was wrong and what to do, for a person.</summary>
internal sealed record ApiProblemText(string Message);

/// <summary>Writes them without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiProblem))]
internal sealed partial class ApiJson : JsonSerializerContext;
