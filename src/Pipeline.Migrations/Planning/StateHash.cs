using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>Fingerprint of what a plan depends on.</summary>
internal static class StateHash
{
    public static string Of(MigrationSet migrations, MigrationJournal journal, MigrationRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Line($"request {request.Kind} {request.Version} {request.Phase} {request.AllowOutOfOrder} {request.Decision}");
        // Thousands of sources are read and hashed here for the first time.
        Parallel.ForEach(migrations.All, x => _ = x.Checksum);
        foreach (var migration in migrations.All)
            Line($"code {migration.Version} {migration.Checksum}");
        foreach (var entry in journal.Entries.Where(x => x.State != MigrationState.Planned))
            Line($"journal {entry.Version} {entry.State} {entry.Run} {entry.Checksum} {entry.Checkpoint?.Batches}");
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Line(FormattableString text) => hash.AppendData(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture) + "\n"));
    }
}
