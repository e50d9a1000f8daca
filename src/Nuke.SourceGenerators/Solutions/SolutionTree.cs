namespace Nuke.SourceGenerators.Solutions;

/// <summary>A solution, or a folder of one: the names it holds, in the file's order.</summary>
internal sealed class SolutionTree(string name)
{
    public string Name { get; } = name;

    public List<string> Projects { get; } = [];

    public List<SolutionTree> Folders { get; } = [];

    /// <summary>The folder of that name, made if it isn't there.</summary>
    public SolutionTree Folder(string folderName)
    {
        var folder = Folders.Find(x => x.Name == folderName);
        if (folder is null)
        {
            folder = new SolutionTree(folderName);
            Folders.Add(folder);
        }

        return folder;
    }
}
