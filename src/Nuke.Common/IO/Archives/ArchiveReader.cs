using System.Formats.Tar;
using System.IO.Compression;
using Pipeline.Errors;

namespace Nuke.Common.IO;

/// <summary>Unpacks archives, and never writes outside of the directory.</summary>
internal static class ArchiveReader
{
    public static void UnZip(AbsolutePath archiveFile, AbsolutePath directory)
    {
        using var archive = ZipFile.OpenRead(archiveFile);
        var plan = archive.Entries.Select(x => (Entry: x, Target: TargetOf(archiveFile, directory, x.FullName))).ToList();

        directory.CreateDirectory();
        foreach (var (entry, target) in plan)
        {
            if (entry.FullName is [.., '/' or '\\'])
            {
                target.CreateDirectory();
                continue;
            }

            target.Parent.CreateDirectory();
            target.DeleteFile();
            entry.ExtractToFile(target);
        }
    }

    public static void UnTar(AbsolutePath archiveFile, AbsolutePath directory, Func<Stream, Stream> decompress)
    {
        using var stream = File.OpenRead(archiveFile);
        using var decompressed = decompress(stream);
        using var reader = new TarReader(decompressed);
        var links = new HashSet<AbsolutePath>();

        directory.CreateDirectory();
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                continue;

            var target = TargetOf(archiveFile, directory, entry.Name);
            AssertNotThroughLink(archiveFile, directory, target, entry.Name, links);
            Extract(archiveFile, directory, entry, target, links);
        }
    }

    private static void Extract(AbsolutePath archiveFile, AbsolutePath directory, TarEntry entry, AbsolutePath target, HashSet<AbsolutePath> links)
    {
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Refuse(links.Contains(target), archiveFile, entry.Name);
                target.CreateDirectory();
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Prepare(target, links);
                entry.ExtractToFile(target, overwrite: false);
                break;
            case TarEntryType.SymbolicLink:
                AssertLinkStaysInside(archiveFile, directory, target, entry);
                Prepare(target, links);
                File.CreateSymbolicLink(target, entry.LinkName);
                links.Add(target);
                break;
            case TarEntryType.HardLink:
                var source = TargetOf(archiveFile, directory, entry.LinkName);
                AssertNotThroughLink(archiveFile, directory, source, entry.Name, links);
                Refuse(links.Contains(source), archiveFile, entry.Name);
                Prepare(target, links);
                File.Copy(source, target);
                break;
            default:
                throw new PipelineException(PathErrors.EscapingEntry, $"'{archiveFile}' was not unpacked to its end: entry '{entry.Name}' is a {entry.EntryType}, and only files, directories and links are.");
        }
    }

    // What is there may be a link out of the directory; it is replaced, never written through.
    private static void Prepare(AbsolutePath target, HashSet<AbsolutePath> links)
    {
        target.Parent.CreateDirectory();
        target.DeleteFile();
        links.Remove(target);
    }

    private static AbsolutePath TargetOf(AbsolutePath archiveFile, AbsolutePath directory, string entryName)
    {
        var parts = entryName.Split(PathConstruction.AllSeparators);
        Refuse(PathConstruction.HasPathRoot(entryName) || Climbs(parts), archiveFile, entryName);
        return directory / entryName;
    }

    // '..' may only come first in a link's target: 'name/..' could lead anywhere, if 'name' is a link.
    private static void AssertLinkStaysInside(AbsolutePath archiveFile, AbsolutePath directory, AbsolutePath link, TarEntry entry)
    {
        var parts = entry.LinkName.Split(PathConstruction.AllSeparators);
        var up = parts.TakeWhile(x => x is ".." or "." or "").Count(x => x == "..");
        var depth = directory.GetUnixRelativePathTo(link).ToString().Split('/').Length - 1;
        Refuse(PathConstruction.HasPathRoot(entry.LinkName) || up > depth || up < parts.Count(x => x == ".."), archiveFile, $"{entry.Name} -> {entry.LinkName}");
    }

    private static void AssertNotThroughLink(AbsolutePath archiveFile, AbsolutePath directory, AbsolutePath target, string entryName, HashSet<AbsolutePath> links)
    {
        for (var parent = target.Parent; links.Count > 0 && parent != directory && parent is not null; parent = parent.Parent)
            Refuse(links.Contains(parent), archiveFile, entryName);
    }

    private static bool Climbs(string[] parts)
    {
        var depth = 0;
        foreach (var part in parts)
        {
            depth += part switch { ".." => -1, "" or "." => 0, _ => 1 };
            if (depth < 0)
                return true;
        }

        return false;
    }

    private static void Refuse(bool condition, AbsolutePath archiveFile, string entryName)
    {
        if (condition)
            throw new PipelineException(PathErrors.EscapingEntry, $"'{archiveFile}' is refused: its entry '{entryName}' leads out of the directory to unpack to. Find out where the archive came from.");
    }
}
