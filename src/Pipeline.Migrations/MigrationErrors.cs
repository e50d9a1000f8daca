using Pipeline.Errors;

namespace Pipeline.Migrations;

/// <summary>Errors of this library.</summary>
[ErrorCodes]
public static class MigrationErrors
{
    /// <summary>PIPE8001.</summary>
    public static readonly ErrorCode DuplicateVersion = new(
        "PIPE8001",
        "Two migrations have the same version",
        "Two branches each added one and were merged.",
        "Give the one that was never applied (see `pipeline migrate history`) a version of its own; the message names both files.");

    /// <summary>PIPE8002.</summary>
    public static readonly ErrorCode InvalidMigration = new(
        "PIPE8002",
        "A migration class is incomplete",
        "It lacks its attribute, a way down or [Irreversible], a constructor without parameters, or has a version that isn't above zero.",
        "Correct the classes that the message names.");

    /// <summary>PIPE8003.</summary>
    public static readonly ErrorCode SourceNotFound = new(
        "PIPE8003",
        "A migration's source isn't in its assembly",
        "The checksum is made from the source, which the project embeds; this project doesn't, or the file is outside of it.",
        "Add to the project file: <EmbeddedResource Include=\"**/*.cs\" Exclude=\"bin/**;obj/**\" LogicalName=\"migrations/%(RecursiveDir)%(Filename)%(Extension)\" />.");

    /// <summary>PIPE8004.</summary>
    public static readonly ErrorCode NoMigrations = new(
        "PIPE8004",
        "An assembly has no migrations",
        "It is the wrong assembly, or its classes lack [Migration].",
        "Name the assembly of the migrations project; mark each class with [Migration(version, name)].");

    /// <summary>PIPE8005.</summary>
    public static readonly ErrorCode InvalidApplicationVersion = new(
        "PIPE8005",
        "An application version can't be read",
        "Versions are compared by the rules of semver.org: major.minor.patch, and -label for a pre-release.",
        "Write it as 2.0.0 or 2.0.0-rc.1.");

    /// <summary>PIPE8010.</summary>
    public static readonly ErrorCode OutOfOrder = new(
        "PIPE8010",
        "A migration is older than the newest one applied",
        "A branch with an older version was merged after a newer one had been applied.",
        "Give the file that wasn't applied a newer version; or, where the two don't depend on each other, allow it with --allow-out-of-order.");

    /// <summary>PIPE8011.</summary>
    public static readonly ErrorCode Edited = new(
        "PIPE8011",
        "A migration was edited after it was applied",
        "The checksum of its source isn't the journal's. Whitespace and comments don't count, so its code differs.",
        "Restore the file and put the change into a new migration. If the change has no effect, accept it: `pipeline migrate repair --to-version V --decision accept-checksum`.");

    /// <summary>PIPE8012.</summary>
    public static readonly ErrorCode MissingFromCode = new(
        "PIPE8012",
        "An applied migration is missing from the code",
        "The database was migrated by newer code, or the file was deleted or renumbered.",
        "Use the code that has it, or restore the file from version control.");

    /// <summary>PIPE8013.</summary>
    public static readonly ErrorCode Irreversible = new(
        "PIPE8013",
        "A migration can't be taken back",
        "Its author declared it irreversible, and the version asked for lies before it.",
        "Go down to its version at most. To get back to what was before, restore the restore point taken before it ran.");

    /// <summary>PIPE8014.</summary>
    public static readonly ErrorCode Interrupted = new(
        "PIPE8014",
        "A custom migration was interrupted",
        "Its run was killed, or it threw, so part of its effect may be there. It is never repeated by itself.",
        "Check what the message says, then tell what you found: `pipeline migrate repair --to-version V --decision applied` or `--decision not-applied`.");

    /// <summary>PIPE8015.</summary>
    public static readonly ErrorCode Unfinished = new(
        "PIPE8015",
        "A migration stands half way in the other direction",
        "A run was killed or failed within it, and the request would turn round in the middle.",
        "Finish it first, in the direction that the message names; it goes on where it stopped.");

    /// <summary>PIPE8016.</summary>
    public static readonly ErrorCode Duplicates = new(
        "PIPE8016",
        "A unique index would be built over duplicates",
        "Documents share the key that is to be unique.",
        "Merge or delete those that the message lists, or do so in a migration before this one.");

    /// <summary>PIPE8017.</summary>
    public static readonly ErrorCode NoTransactions = new(
        "PIPE8017",
        "The server has no transactions",
        "Batch and transactional migrations commit together with their mark in the journal, and a standalone mongod can't do that.",
        "Run mongod as a replica set; one member will do (--replSet).");

    /// <summary>PIPE8018.</summary>
    public static readonly ErrorCode UnknownVersion = new(
        "PIPE8018",
        "There is no migration with this version",
        "Neither code nor journal has it.",
        "Take one of the versions that `pipeline migrate history` or `plan` lists; 0 means before the first.");

    /// <summary>PIPE8019.</summary>
    public static readonly ErrorCode NotApplicable = new(
        "PIPE8019",
        "The request doesn't fit the migration's state",
        "For example redo of one that isn't applied, a baseline over applied ones, or a repair of one that is sound.",
        "See its state with `pipeline migrate history`.");

    /// <summary>PIPE8020.</summary>
    public static readonly ErrorCode PlanOutdated = new(
        "PIPE8020",
        "The database changed since the plan was made",
        "Somebody else migrated, or the migrations are other ones, so what was looked at isn't what would run.",
        "Plan again and look at it.");

    /// <summary>PIPE8021.</summary>
    public static readonly ErrorCode LockHeld = new(
        "PIPE8021",
        "Somebody else migrates this database",
        "The lock's lease hasn't ended.",
        "Wait for them. The lease of a killed run ends by itself within its length, 15 s by default.");

    /// <summary>PIPE8022.</summary>
    public static readonly ErrorCode LockLost = new(
        "PIPE8022",
        "The migration lock was lost",
        "It couldn't be renewed in time (server unreachable, process suspended), and so another runner may have it.",
        "Plan again. What was committed is in the journal, and a run goes on from there.");

    /// <summary>PIPE8023.</summary>
    public static readonly ErrorCode MigrationFailed = new(
        "PIPE8023",
        "A migration failed",
        "It threw, or the server refused what it asked.",
        "Correct the cause that the message names and run again. Schema, batch and transactional ones go on where they stopped.");

    /// <summary>PIPE8024.</summary>
    public static readonly ErrorCode RestorePointFailed = new(
        "PIPE8024",
        "No restore point could be taken",
        "The one that is wired failed, and without it there is no way back.",
        "Correct the cause that the message names. Nothing was changed.");

    /// <summary>PIPE8025.</summary>
    public static readonly ErrorCode IndexConflict = new(
        "PIPE8025",
        "An index of this name has another definition",
        "It was made by hand or by an application at start-up.",
        "Drop it by name in a migration before this one, or name the new one differently.");

    /// <summary>PIPE8030.</summary>
    public static readonly ErrorCode Unreachable = new(
        "PIPE8030",
        "The database server can't be reached",
        "Wrong address, server down, or a network policy in between.",
        "Check the address that the message names, and that the server answers there.");

    /// <summary>PIPE8031.</summary>
    public static readonly ErrorCode AuthenticationFailed = new(
        "PIPE8031",
        "The database refused the credentials",
        "Wrong user or password, or the user is defined in another database (authSource).",
        "Check user, password and authSource of the connection string.");

    /// <summary>PIPE8032.</summary>
    public static readonly ErrorCode NotAuthorized = new(
        "PIPE8032",
        "The database user lacks a privilege",
        "Migrations read and write collections, create and drop indexes, and change validators.",
        "Grant readWrite and dbAdmin on the database.");

    /// <summary>PIPE8033.</summary>
    public static readonly ErrorCode InvalidConnectionString = new(
        "PIPE8033",
        "A connection string can't be read",
        "It isn't of the form mongodb://host:port/ or mongodb+srv://host/.",
        "Correct it. User and password are percent-encoded.");

    /// <summary>PIPE8034.</summary>
    public static readonly ErrorCode JournalUnreadable = new(
        "PIPE8034",
        "The journal can't be read",
        "A document of _migrations isn't of the form that this version writes: another tool uses the name, or somebody edited it.",
        "Look at the document that the message names.");

    /// <summary>PIPE8040.</summary>
    public static readonly ErrorCode SchemaDiffers = new(
        "PIPE8040",
        "The database isn't as the migrations declare it",
        "Indexes or validators were changed by hand or by an application.",
        "Undo that, or declare it in a new migration.");

    /// <summary>PIPE8041.</summary>
    public static readonly ErrorCode QueryWithoutIndex = new(
        "PIPE8041",
        "A declared query has no index",
        "Explain shows a collection scan, or an index other than the one declared.",
        "Add the index in a migration, or correct the query's declaration.");

    /// <summary>PIPE8042.</summary>
    public static readonly ErrorCode SuiteFailed = new(
        "PIPE8042",
        "Migrations don't lead back to where they came from",
        "Up, down and up again left different collections, indexes or validators.",
        "Correct the Down of the migrations that the message names.");

    /// <summary>PIPE8050.</summary>
    public static readonly ErrorCode PlanUnreadable = new(
        "PIPE8050",
        "A saved plan can't be read",
        "It isn't one, or another version wrote it.",
        "Plan again.");
}
