namespace AgentKit.Server.Development;

/// <summary>Where a development run keeps its data: below the repository that it was built in, which doesn't commit it; elsewhere in the temporary folder.</summary>
internal static class DevelopmentFolder
{
    public static string Of(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, ".nuke")))
                return Path.Combine(folder.FullName, ".nuke", "temp", "agentkit");
        }

        return Path.Combine(Path.GetTempPath(), "agentkit-development");
    }
}
