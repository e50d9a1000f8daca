using Microsoft.VisualStudio.SolutionPersistence;
using Microsoft.VisualStudio.SolutionPersistence.Model;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>Reads and writes solution files by their extension.</summary>
internal static class SolutionFile
{
    public static SolutionModel Read(AbsolutePath path)
    {
        if (!File.Exists(path))
            throw new PipelineException(SolutionErrors.NotFound, $"Solution '{path}' does not exist. Correct its path; it is relative to the directory that holds .nuke.");
        try
        {
            // The serializer's work is synchronous below its async surface, apart from the file itself.
            return Task.Run(() => Serializer(path).OpenAsync(path.ToString(), CancellationToken.None)).GetAwaiter().GetResult();
        }
        catch (SolutionException exception)
        {
            var line = exception.Line is { } number ? $" (line {number})" : string.Empty;
            throw new PipelineException(SolutionErrors.Unreadable, $"Solution '{path}'{line} can't be read: {exception.Message}", exception);
        }
    }

    public static void Write(AbsolutePath path, SolutionModel model)
        => Task.Run(() => Serializer(path).SaveAsync(path.ToString(), model, CancellationToken.None)).GetAwaiter().GetResult();

    private static ISolutionSerializer Serializer(AbsolutePath path)
        => SolutionSerializers.GetSerializerByMoniker(path.ToString())
           ?? throw new PipelineException(SolutionErrors.Unreadable, $"'{path}' is no solution by its extension. Name a .sln or .slnx file.");
}
