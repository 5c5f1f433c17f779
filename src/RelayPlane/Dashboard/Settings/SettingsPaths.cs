using System.Text.Json.Serialization.Metadata;

namespace RelayPlane.Dashboard.Settings;

/// <summary>The paths of the config, and of what it leads to: alerts, prices, storage.</summary>
internal sealed class SettingsPaths(ConfigDesk config, PriceList prices, Storage storage, string alertsPath)
{
    private const string Get = "GET";
    private const string Post = "POST";

    public IReadOnlyList<ApiPath> All =>
    [
        new(Get, "/api/config", "The config's file with its comments, without its secrets.", _ => new(OrTrouble(() => ApiReply.Json(config.Answer(), SettingsJson.Default.ConfigAnswer))))
        {
            Reply = SettingsJson.Default.ConfigAnswer,
        },
        new(Post, "/api/config", "Changes values of the config, or says what that would change. It is in force once this is answered. 409 where the file is another by now.", ask => EditAsync(ask, SettingsJson.Default.ConfigAsk, config.Edit))
        {
            Body = SettingsJson.Default.ConfigAsk,
            Reply = SettingsJson.Default.ConfigEditAnswer,
        },
        new(Post, "/api/config/undo", "Takes back the page's last edit, while the file is still what that made it.", ask => EditAsync(ask, SettingsJson.Default.UndoAsk, config.Undo))
        {
            Body = SettingsJson.Default.UndoAsk,
            Reply = SettingsJson.Default.ConfigEditAnswer,
        },
        new(Get, "/api/alerts", "The last alerts, the newest first.", Alerts)
        {
            Parameters = [new("limit", "How many; default 100.")],
            Reply = AlertsJson.Default.AlertsAnswer,
        },
        new(Get, "/api/prices", "What the models that were called in the last 30 days charge, or those whose name has a text.", Prices)
        {
            Parameters = [new("text", "A part of the model's name, or of provider/model.")],
            Reply = SettingsJson.Default.PricesAnswer,
        },
        new(Get, "/api/storage", "What is stored, how much it is, and how long it is kept.", _ => new(ApiReply.Json(storage.Answer(), SettingsJson.Default.StorageAnswer)))
        {
            Reply = SettingsJson.Default.StorageAnswer,
        },
    ];

    private ValueTask<ApiReply> Alerts(ApiAsk ask)
    {
        var most = ask.Count("limit", 100, 1000);
        return new(ask.Problem is { } problem ? ApiReply.Wrong(problem) : ApiReply.Json(AlertsAnswer.Read(alertsPath, most), AlertsJson.Default.AlertsAnswer));
    }

    private ValueTask<ApiReply> Prices(ApiAsk ask) => new(ApiReply.Json(prices.Answer(ask.Text("text"), ask.Now), SettingsJson.Default.PricesAnswer));

    private static async ValueTask<ApiReply> EditAsync<T>(ApiAsk ask, JsonTypeInfo<T> type, Func<T, ConfigEditAnswer?> edit)
        where T : class
    {
        if (await ask.BodyAsync(type) is not { } body)
        {
            return ApiReply.Wrong(ask.Problem ?? "The body is missing.");
        }

        return OrTrouble(() => edit(body) is { } answer
            ? ApiReply.Json(answer, SettingsJson.Default.ConfigEditAnswer)
            : ApiReply.Wrong("The config was changed meanwhile. Look at it again, and make the change anew.", StatusCodes.Status409Conflict));
    }

    private static ApiReply OrTrouble(Func<ApiReply> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            return ApiReply.Wrong($"The config cannot be read or written: {thrown.Message}", StatusCodes.Status500InternalServerError);
        }
    }
}
