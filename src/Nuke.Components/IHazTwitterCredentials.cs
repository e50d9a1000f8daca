using Nuke.Common;

namespace Nuke.Components;

/// <summary>Parameters <c>--twitter-consumer-key</c> and so on, for a build that posts.</summary>
[ParameterPrefix(Twitter)]
public interface IHazTwitterCredentials : INukeBuild
{
    /// <summary>The prefix of the parameters.</summary>
    public const string Twitter = nameof(Twitter);

    /// <summary>The application's key.</summary>
    [Parameter, Secret]
    string? ConsumerKey => TryGetValue<string>(() => ConsumerKey!);

    /// <summary>The application's secret.</summary>
    [Parameter, Secret]
    string? ConsumerSecret => TryGetValue<string>(() => ConsumerSecret!);

    /// <summary>The account's token.</summary>
    [Parameter, Secret]
    string? AccessToken => TryGetValue<string>(() => AccessToken!);

    /// <summary>The account's secret.</summary>
    [Parameter, Secret]
    string? AccessTokenSecret => TryGetValue<string>(() => AccessTokenSecret!);
}
