using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>Reads solutions.</summary>
public static class SolutionModelExtensions
{
    /// <summary>The solution of a <c>.sln</c> or <c>.slnx</c> file.</summary>
    /// <exception cref="PipelineException">PIPE1200: there is no such file.</exception>
    public static Solution ReadSolution(this AbsolutePath path) => path.ReadSolution<Solution>();

    /// <summary>The solution of a file as a generated type, which has a constructor that takes the path.</summary>
    /// <exception cref="PipelineException">PIPE1200: there is no such file.</exception>
    public static T ReadSolution<T>(this AbsolutePath path)
        where T : Solution
        => (T)Read(typeof(T), path);

    internal static Solution Read(Type type, AbsolutePath path)
    {
        if (!File.Exists(path))
            throw new PipelineException(SolutionErrors.NotFound, $"Solution '{path}' does not exist. Correct its path; it is relative to the directory that holds .nuke.");
        return type == typeof(Solution) ? new Solution(path) : (Solution)Activator.CreateInstance(type, path)!;
    }
}
