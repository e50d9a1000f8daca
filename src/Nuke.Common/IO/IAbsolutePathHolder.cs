namespace Nuke.Common.IO;

/// <summary>Something that has a place in the file system, such as a solution or a project.</summary>
public interface IAbsolutePathHolder
{
    /// <summary>Where it is.</summary>
    AbsolutePath Path { get; }
}
