using System.ComponentModel.DataAnnotations;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Tests;

internal enum Loudness
{
    Quiet,
    Normal,
    Loud,
}

/// <summary>One setting of every kind.</summary>
[SettingGroup("Server", Description = "How it listens.")]
internal sealed record ServerOptions : ISettingChecks
{
    [Setting("APP_ENVIRONMENT", "The environment."), AllowedValues("Production", "Staging", "Development")]
    public string Environment { get; init; } = "Production";

    [Setting("APP_HTTP_PORT", "The port."), Range(0, 65535)]
    public int HttpPort { get; init; } = 8080;

    [Setting("APP_HTTP_ADDRESS", "The address."), ListenAddress]
    public string HttpAddress { get; init; } = "*";

    [Setting("APP_COMMIT", "The commit."), RegularExpression("^[!-~]{1,128}$", ErrorMessage = "a text without spaces")]
    public string Commit { get; init; } = "unknown";

    [Setting("APP_MAX_BYTES", "The most."), Range(1, 1000)]
    public long MaxBytes { get; init; } = 100;

    [Setting("APP_RATIO", "A part."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Ratio { get; init; } = 0.5;

    [Setting("APP_PRICE", "A price.", Example = "1.25")]
    public decimal? Price { get; init; }

    [Setting("APP_FAST", "Whether.")]
    public bool Fast { get; init; }

    [Setting("APP_LOUDNESS", "How loud.")]
    public Loudness Loudness { get; init; } = Loudness.Normal;

    [Setting("APP_DELAY", "How long."), Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    [Setting("APP_PATIENCE", "How long at most.", Example = "00:01:00")]
    public TimeSpan? Patience { get; init; }

    [Setting("APP_ORIGINS", "Who may.", Example = "https://a.example.com,https://b.example.com"), UriSchemes("https", "http"), MaxLength(2)]
    public IReadOnlyList<Uri> Origins { get; init; } = [];

    [Setting("APP_SIZES", "How large."), Range(1, 9), MinLength(2)]
    public int[] Sizes { get; init; } = [1, 2];

    public IEnumerable<SettingProblem> Check(string environment)
    {
        if (Patience < Delay)
            yield return new SettingProblem(nameof(Patience), "is shorter than APP_DELAY; it must be as long at least.");
        if (environment == "Production" && Loudness == Loudness.Loud)
            yield return new SettingProblem(nameof(Loudness), "is Loud in Production; it must be Quiet or Normal.");
    }
}

[SettingGroup("Database")]
internal sealed record DatabaseOptions : ISettingChecks
{
    [Setting("DATABASE_URI", "Where it is.", Example = "mongodb://a.example.com:27017,b.example.com:27017/", RequiredIn = ["Production", "Staging"])]
    [UriSchemes("mongodb", "mongodb+srv"), WithoutCredentials]
    public string? Uri { get; init; }

    [Setting("DATABASE_PASSWORD", "Its password.", Example = "correct-horse", RequiredIn = ["Production"]), MinLength(8)]
    public Secret? Password { get; init; }

    [Setting("STORE_TOKEN", "Opens the secret store.", Example = "hvs.example", AllowsReference = false)]
    public Secret? Token { get; init; }

    public IEnumerable<SettingProblem> Check(string environment)
    {
        if (Password?.Reveal() == "password-password")
            yield return new SettingProblem(nameof(Password), $"is {Password.Reveal()}; it must be one that nobody guesses.");
    }
}
