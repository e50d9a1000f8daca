namespace Nuke.Common.CI.TravisCI;

/// <summary>What started a Travis CI build. The names are the variable's values.</summary>
public enum TravisCIEventType
{
    /// <summary>A push.</summary>
    push,

    /// <summary>A pull request.</summary>
    pull_request,

    /// <summary>The API.</summary>
    api,

    /// <summary>A schedule.</summary>
    cron,
}
