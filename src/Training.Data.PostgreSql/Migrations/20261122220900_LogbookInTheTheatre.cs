using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class LogbookInTheTheatre : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_ProofId",
                table: "Logbook_Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_TraineePersonId",
                table: "Logbook_Decisions");

            migrationBuilder.AddColumn<int>(
                name: "Difficult",
                table: "Logbook_Tallies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Emergency",
                table: "Logbook_Tallies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ManagedComplication",
                table: "Logbook_Tallies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<string>(
                name: "Sex",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32);

            migrationBuilder.AlterColumn<string>(
                name: "Setting",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32);

            migrationBuilder.AlterColumn<string>(
                name: "Outcome",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32);

            migrationBuilder.AlterColumn<string>(
                name: "Complexity",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32);

            migrationBuilder.AlterColumn<string>(
                name: "AgeBand",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32);

            migrationBuilder.AddColumn<string>(
                name: "Attachments",
                table: "Logbook_EntryVersions",
                type: "character varying(700)",
                maxLength: 700,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "ComplicationManaged",
                table: "Logbook_EntryVersions",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Complications",
                table: "Logbook_EntryVersions",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ConvertedTo",
                table: "Logbook_EntryVersions",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DayNumber",
                table: "Logbook_EntryVersions",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Evidence",
                table: "Logbook_EntryVersions",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Form",
                table: "Logbook_EntryVersions",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "MentorPersonId",
                table: "Logbook_EntryVersions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Sealed",
                table: "Logbook_EntryVersions",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Supervision",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AddressedTo",
                table: "Logbook_Entries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "BatchId",
                table: "Logbook_Decisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Difficulty",
                table: "Logbook_Decisions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ForName",
                table: "Logbook_Decisions",
                type: "character varying(250)",
                maxLength: 250,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ForPersonId",
                table: "Logbook_Decisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Form",
                table: "Logbook_Decisions",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OpenedAt",
                table: "Logbook_Decisions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Performance",
                table: "Logbook_Decisions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RatedAt",
                table: "Logbook_Decisions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RatingFormId",
                table: "Logbook_Decisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReturnReasonId",
                table: "Logbook_Decisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Sealed",
                table: "Logbook_Decisions",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "VoiceHash",
                table: "Logbook_Decisions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Integrity_DecidedFacts",
                columns: table => new
                {
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    TraineePersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Signed = table.Column<bool>(type: "boolean", nullable: false),
                    PerformedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PlaceHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorWasThere = table.Column<bool>(type: "boolean", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LookedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integrity_DecidedFacts", x => x.VersionId);
                    table.ForeignKey(
                        name: "FK_Integrity_DecidedFacts_Identity_People_MentorPersonId",
                        column: x => x.MentorPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_DecidedFacts_Identity_People_TraineePersonId",
                        column: x => x.TraineePersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_DecidedFacts_Organizations_Hospitals_PlaceHospita~",
                        column: x => x.PlaceHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_DecidedFacts_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_DecidedFacts_Transfers_Participants_ParticipantId~",
                        columns: x => new { x.ParticipantId, x.TransferId },
                        principalTable: "Transfers_Participants",
                        principalColumns: new[] { "Id", "TransferId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_DecidedFacts_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Integrity_Limits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Pattern = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: true),
                    Days = table.Column<int>(type: "integer", nullable: true),
                    Source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    SetAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SetBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integrity_Limits", x => x.Id);
                    table.CheckConstraint("CK_Integrity_Limits_Number", "\"Number\" >= 0");
                    table.ForeignKey(
                        name: "FK_Integrity_Limits_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Integrity_LoggedFacts",
                columns: table => new
                {
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    TraineePersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    PerformedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PlaceHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoggedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LookedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integrity_LoggedFacts", x => x.EntryId);
                    table.ForeignKey(
                        name: "FK_Integrity_LoggedFacts_Identity_People_TraineePersonId",
                        column: x => x.TraineePersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_LoggedFacts_Organizations_Hospitals_PlaceHospital~",
                        column: x => x.PlaceHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_LoggedFacts_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_LoggedFacts_Transfers_Participants_ParticipantId_~",
                        columns: x => new { x.ParticipantId, x.TransferId },
                        principalTable: "Transfers_Participants",
                        principalColumns: new[] { "Id", "TransferId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_LoggedFacts_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LearningCurves_Evaluations",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearningCurves_Evaluations", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_LearningCurves_Evaluations_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LearningCurves_RelapseSignals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseCode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    CaseNumber = table.Column<int>(type: "integer", nullable: false),
                    PerformedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Value = table.Column<double>(type: "double precision", nullable: false),
                    Limit = table.Column<double>(type: "double precision", nullable: false),
                    CurveHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearningCurves_RelapseSignals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LearningCurves_RelapseSignals_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LearningCurves_RelapseSignals_Organizations_Hospitals_Hospi~",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LearningCurves_RelapseSignals_Techniques_Techniques_Techniq~",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LearningCurves_RelapseSignals_Transfers_Participants_Partic~",
                        columns: x => new { x.ParticipantId, x.TransferId },
                        principalTable: "Transfers_Participants",
                        principalColumns: new[] { "Id", "TransferId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LearningCurves_RelapseSignals_Transfers_Transfers_TransferI~",
                        columns: x => new { x.TransferId, x.HospitalId },
                        principalTable: "Transfers_Transfers",
                        principalColumns: new[] { "Id", "ReceivingHospitalId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LearningCurves_Settings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: true),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: true),
                    Acceptable = table.Column<decimal>(type: "numeric(6,5)", precision: 6, scale: 5, nullable: false),
                    Unacceptable = table.Column<decimal>(type: "numeric(6,5)", precision: 6, scale: 5, nullable: false),
                    CompetenceLimit = table.Column<decimal>(type: "numeric(6,3)", precision: 6, scale: 3, nullable: false),
                    RelapseLimit = table.Column<decimal>(type: "numeric(6,3)", precision: 6, scale: 3, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    SetAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SetByUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    SetBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearningCurves_Settings", x => x.Id);
                    table.CheckConstraint("CK_LearningCurves_Settings_Both", "(\"PackageVersionId\" IS NULL) = (\"TechniqueId\" IS NULL)");
                    table.CheckConstraint("CK_LearningCurves_Settings_Limits", "CAST(\"CompetenceLimit\" AS REAL) > 0 AND CAST(\"RelapseLimit\" AS REAL) > 0");
                    table.CheckConstraint("CK_LearningCurves_Settings_Shares", "CAST(\"Acceptable\" AS REAL) > 0 AND CAST(\"Unacceptable\" AS REAL) > CAST(\"Acceptable\" AS REAL) AND CAST(\"Unacceptable\" AS REAL) < 1");
                    table.ForeignKey(
                        name: "FK_LearningCurves_Settings_Techniques_PackageVersions_PackageV~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LearningCurves_Settings_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProofId = table.Column<Guid>(type: "uuid", nullable: false),
                    Canonical = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: false),
                    SignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Batches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_Batches_Identity_People_MentorPersonId",
                        column: x => x.MentorPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_CaseClaims",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    PerformedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PlaceHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    DayNumber = table.Column<int>(type: "integer", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_CaseClaims", x => new { x.PersonId, x.TechniqueId, x.Stage, x.PerformedOn, x.PlaceHospitalId, x.DayNumber });
                    table.ForeignKey(
                        name: "FK_Logbook_CaseClaims_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_CaseClaims_Logbook_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Logbook_Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_CaseClaims_Organizations_Hospitals_PlaceHospitalId",
                        column: x => x.PlaceHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_CaseClaims_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Files",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Files", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_Files_Logbook_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Logbook_Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_FurtherTechniques",
                columns: table => new
                {
                    EntryVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_FurtherTechniques", x => new { x.EntryVersionId, x.Position });
                    table.ForeignKey(
                        name: "FK_Logbook_FurtherTechniques_Logbook_EntryVersions_EntryVersio~",
                        column: x => x.EntryVersionId,
                        principalTable: "Logbook_EntryVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_FurtherTechniques_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_PreparedRatings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Entrustment = table.Column<int>(type: "integer", nullable: true),
                    Performance = table.Column<int>(type: "integer", nullable: true),
                    Difficulty = table.Column<int>(type: "integer", nullable: true),
                    Comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Salt = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ReturnReasonId = table.Column<Guid>(type: "uuid", nullable: true),
                    VoiceHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ShownHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    PreparedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_PreparedRatings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_PreparedRatings_Identity_People_MentorPersonId",
                        column: x => x.MentorPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_PreparedRatings_Logbook_EntryVersions_EntryVersionId",
                        column: x => x.EntryVersionId,
                        principalTable: "Logbook_EntryVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_RatingForms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Source = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_RatingForms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_ReturnReasons",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    NameVi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_ReturnReasons", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_SelfRatings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Entrustment = table.Column<int>(type: "integer", nullable: false),
                    RatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_SelfRatings", x => x.Id);
                    table.CheckConstraint("CK_Logbook_SelfRatings_Entrustment", "\"Entrustment\" BETWEEN 1 AND 5");
                    table.ForeignKey(
                        name: "FK_Logbook_SelfRatings_Logbook_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Logbook_Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Media_Files",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    TakenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CheckedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DamagedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RemovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Media_Files", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Techniques_PackageCaseMix",
                columns: table => new
                {
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Techniques_PackageCaseMix", x => new { x.PackageVersionId, x.TechniqueId, x.Role, x.Kind });
                    table.CheckConstraint("CK_Techniques_PackageCaseMix_Count", "\"Count\" > 0");
                    table.ForeignKey(
                        name: "FK_Techniques_PackageCaseMix_Techniques_PackageVersions_Packag~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Techniques_PackageCaseMix_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Transfers_GuideLocks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers_GuideLocks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Transfers_GuideRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MostLearners = table.Column<int>(type: "integer", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers_GuideRules", x => x.Id);
                    table.CheckConstraint("CK_Transfers_GuideRules_MostLearners", "\"MostLearners\" >= 1");
                });

            migrationBuilder.CreateTable(
                name: "Transfers_Guides",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    GuidePersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    NamedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    NamedBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers_Guides", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Transfers_Guides_Identity_People_GuidePersonId",
                        column: x => x.GuidePersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfers_Guides_Transfers_Participants_ParticipantId_Trans~",
                        columns: x => new { x.ParticipantId, x.TransferId },
                        principalTable: "Transfers_Participants",
                        principalColumns: new[] { "Id", "TransferId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfers_Guides_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Integrity_Questions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Pattern = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    GivingHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    TraineePersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorPersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: true),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    LimitId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integrity_Questions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Integrity_Questions_Identity_People_MentorPersonId",
                        column: x => x.MentorPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_Questions_Identity_People_TraineePersonId",
                        column: x => x.TraineePersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_Questions_Integrity_Limits_LimitId",
                        column: x => x.LimitId,
                        principalTable: "Integrity_Limits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_Questions_Organizations_Hospitals_GivingHospitalId",
                        column: x => x.GivingHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_Questions_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_Questions_Transfers_Participants_ParticipantId_Tr~",
                        columns: x => new { x.ParticipantId, x.TransferId },
                        principalTable: "Transfers_Participants",
                        principalColumns: new[] { "Id", "TransferId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_Questions_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LearningCurves_Decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SignalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    SeenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SeenCases = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearningCurves_Decisions", x => x.Id);
                    table.CheckConstraint("CK_LearningCurves_Decisions_Step", "(\"Step\" = 1 AND \"Kind\" <> 'Lift') OR (\"Step\" = 2 AND \"Kind\" = 'Lift')");
                    table.ForeignKey(
                        name: "FK_LearningCurves_Decisions_LearningCurves_RelapseSignals_Sign~",
                        column: x => x.SignalId,
                        principalTable: "LearningCurves_RelapseSignals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_RatingLevels",
                columns: table => new
                {
                    FormId = table.Column<Guid>(type: "uuid", nullable: false),
                    Scale = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    NameVi = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_RatingLevels", x => new { x.FormId, x.Scale, x.Level });
                    table.ForeignKey(
                        name: "FK_Logbook_RatingLevels_Logbook_RatingForms_FormId",
                        column: x => x.FormId,
                        principalTable: "Logbook_RatingForms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Integrity_Answers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Side = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Explanation = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integrity_Answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Integrity_Answers_Integrity_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Integrity_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Integrity_Closings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Conclusion = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integrity_Closings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Integrity_Closings_Integrity_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Integrity_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Integrity_HandOvers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integrity_HandOvers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Integrity_HandOvers_Integrity_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Integrity_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Integrity_QuestionCases",
                columns: table => new
                {
                    QuestionId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    PerformedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PlaceHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    OfAnother = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integrity_QuestionCases", x => new { x.QuestionId, x.EntryId });
                    table.ForeignKey(
                        name: "FK_Integrity_QuestionCases_Integrity_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Integrity_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Integrity_QuestionCases_Organizations_Hospitals_PlaceHospit~",
                        column: x => x.PlaceHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_EntryVersions_MentorPersonId",
                table: "Logbook_EntryVersions",
                column: "MentorPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_AddressedTo",
                table: "Logbook_Entries",
                column: "AddressedTo");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_ParticipantId",
                table: "Logbook_Entries",
                column: "ParticipantId",
                filter: "\"SignedAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_BatchId",
                table: "Logbook_Decisions",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_ForPersonId",
                table: "Logbook_Decisions",
                column: "ForPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_ProofId",
                table: "Logbook_Decisions",
                column: "ProofId",
                unique: true,
                filter: "\"BatchId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_RatingFormId",
                table: "Logbook_Decisions",
                column: "RatingFormId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_ReturnReasonId",
                table: "Logbook_Decisions",
                column: "ReturnReasonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_TraineePersonId_DecidedAt",
                table: "Logbook_Decisions",
                columns: new[] { "TraineePersonId", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_VoiceHash",
                table: "Logbook_Decisions",
                column: "VoiceHash",
                filter: "\"VoiceHash\" IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Logbook_Decisions_Difficulty",
                table: "Logbook_Decisions",
                sql: "\"Difficulty\" IS NULL OR \"Difficulty\" BETWEEN 1 AND 3");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Logbook_Decisions_Performance",
                table: "Logbook_Decisions",
                sql: "\"Performance\" IS NULL OR \"Performance\" BETWEEN 1 AND 5");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Answers_QuestionId_Side",
                table: "Integrity_Answers",
                columns: new[] { "QuestionId", "Side" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Closings_QuestionId",
                table: "Integrity_Closings",
                column: "QuestionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_DecidedAt",
                table: "Integrity_DecidedFacts",
                column: "DecidedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_MentorPersonId_DecidedAt",
                table: "Integrity_DecidedFacts",
                columns: new[] { "MentorPersonId", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_MentorPersonId_PerformedOn",
                table: "Integrity_DecidedFacts",
                columns: new[] { "MentorPersonId", "PerformedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_New",
                table: "Integrity_DecidedFacts",
                column: "MentorPersonId",
                filter: "\"LookedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_ParticipantId_TransferId",
                table: "Integrity_DecidedFacts",
                columns: new[] { "ParticipantId", "TransferId" });

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_PlaceHospitalId",
                table: "Integrity_DecidedFacts",
                column: "PlaceHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_TechniqueId",
                table: "Integrity_DecidedFacts",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_TraineePersonId",
                table: "Integrity_DecidedFacts",
                column: "TraineePersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_DecidedFacts_TransferId",
                table: "Integrity_DecidedFacts",
                column: "TransferId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_HandOvers_QuestionId",
                table: "Integrity_HandOvers",
                column: "QuestionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Limits_Pattern_TechniqueId_ValidFrom",
                table: "Integrity_Limits",
                columns: new[] { "Pattern", "TechniqueId", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Limits_Pattern_ValidFrom",
                table: "Integrity_Limits",
                columns: new[] { "Pattern", "ValidFrom" },
                unique: true,
                filter: "\"TechniqueId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Limits_TechniqueId",
                table: "Integrity_Limits",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_LoggedFacts_LoggedAt",
                table: "Integrity_LoggedFacts",
                column: "LoggedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_LoggedFacts_New",
                table: "Integrity_LoggedFacts",
                column: "TraineePersonId",
                filter: "\"LookedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_LoggedFacts_ParticipantId_TransferId",
                table: "Integrity_LoggedFacts",
                columns: new[] { "ParticipantId", "TransferId" });

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_LoggedFacts_PlaceHospitalId",
                table: "Integrity_LoggedFacts",
                column: "PlaceHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_LoggedFacts_TechniqueId",
                table: "Integrity_LoggedFacts",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_LoggedFacts_TraineePersonId_LoggedAt",
                table: "Integrity_LoggedFacts",
                columns: new[] { "TraineePersonId", "LoggedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_LoggedFacts_TraineePersonId_PerformedOn",
                table: "Integrity_LoggedFacts",
                columns: new[] { "TraineePersonId", "PerformedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_LoggedFacts_TransferId",
                table: "Integrity_LoggedFacts",
                column: "TransferId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_QuestionCases_PlaceHospitalId",
                table: "Integrity_QuestionCases",
                column: "PlaceHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_GivingHospitalId_AskedAt",
                table: "Integrity_Questions",
                columns: new[] { "GivingHospitalId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_InstanceId",
                table: "Integrity_Questions",
                column: "InstanceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_LimitId",
                table: "Integrity_Questions",
                column: "LimitId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_MentorPersonId",
                table: "Integrity_Questions",
                column: "MentorPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_ParticipantId_TransferId",
                table: "Integrity_Questions",
                columns: new[] { "ParticipantId", "TransferId" });

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_Pattern_TraineePersonId_Day",
                table: "Integrity_Questions",
                columns: new[] { "Pattern", "TraineePersonId", "Day" },
                unique: true,
                filter: "\"MentorPersonId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_Pattern_TraineePersonId_MentorPersonId_~",
                table: "Integrity_Questions",
                columns: new[] { "Pattern", "TraineePersonId", "MentorPersonId", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_TechniqueId",
                table: "Integrity_Questions",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_TraineePersonId",
                table: "Integrity_Questions",
                column: "TraineePersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Integrity_Questions_TransferId",
                table: "Integrity_Questions",
                column: "TransferId");

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_Decisions_SignalId_Step",
                table: "LearningCurves_Decisions",
                columns: new[] { "SignalId", "Step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_RelapseSignals_EntryId",
                table: "LearningCurves_RelapseSignals",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_RelapseSignals_HospitalId_At",
                table: "LearningCurves_RelapseSignals",
                columns: new[] { "HospitalId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_RelapseSignals_ParticipantId_TransferId",
                table: "LearningCurves_RelapseSignals",
                columns: new[] { "ParticipantId", "TransferId" });

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_RelapseSignals_PersonId_TechniqueId",
                table: "LearningCurves_RelapseSignals",
                columns: new[] { "PersonId", "TechniqueId" });

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_RelapseSignals_TechniqueId",
                table: "LearningCurves_RelapseSignals",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_RelapseSignals_TransferId_HospitalId",
                table: "LearningCurves_RelapseSignals",
                columns: new[] { "TransferId", "HospitalId" });

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_Settings_PackageVersionId_TechniqueId_ValidF~",
                table: "LearningCurves_Settings",
                columns: new[] { "PackageVersionId", "TechniqueId", "ValidFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_LearningCurves_Settings_TechniqueId",
                table: "LearningCurves_Settings",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Batches_MentorPersonId",
                table: "Logbook_Batches",
                column: "MentorPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Batches_ProofId",
                table: "Logbook_Batches",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_CaseClaims_EntryId",
                table: "Logbook_CaseClaims",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_CaseClaims_PlaceHospitalId",
                table: "Logbook_CaseClaims",
                column: "PlaceHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_CaseClaims_TechniqueId",
                table: "Logbook_CaseClaims",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Files_EntryId_Hash",
                table: "Logbook_Files",
                columns: new[] { "EntryId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Files_Hash",
                table: "Logbook_Files",
                column: "Hash");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_FurtherTechniques_TechniqueId",
                table: "Logbook_FurtherTechniques",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_PreparedRatings_EntryVersionId",
                table: "Logbook_PreparedRatings",
                column: "EntryVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_PreparedRatings_MentorPersonId_EntryVersionId",
                table: "Logbook_PreparedRatings",
                columns: new[] { "MentorPersonId", "EntryVersionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RatingForms_ValidFrom",
                table: "Logbook_RatingForms",
                column: "ValidFrom",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_ReturnReasons_Key",
                table: "Logbook_ReturnReasons",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_SelfRatings_EntryId",
                table: "Logbook_SelfRatings",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Media_Files_CheckedAt",
                table: "Media_Files",
                column: "CheckedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Media_Files_DamagedAt",
                table: "Media_Files",
                column: "DamagedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Media_Files_Hash",
                table: "Media_Files",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Media_Files_RemovedAt",
                table: "Media_Files",
                column: "RemovedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Media_Files_TakenAt",
                table: "Media_Files",
                column: "TakenAt");

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_PackageCaseMix_TechniqueId",
                table: "Techniques_PackageCaseMix",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_GuideRules_ValidFrom",
                table: "Transfers_GuideRules",
                column: "ValidFrom",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Guides_GuidePersonId",
                table: "Transfers_Guides",
                column: "GuidePersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Guides_Open",
                table: "Transfers_Guides",
                column: "ParticipantId",
                unique: true,
                filter: "\"To\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Guides_ParticipantId_From",
                table: "Transfers_Guides",
                columns: new[] { "ParticipantId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Guides_ParticipantId_TransferId",
                table: "Transfers_Guides",
                columns: new[] { "ParticipantId", "TransferId" });

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Guides_TransferId",
                table: "Transfers_Guides",
                column: "TransferId");

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Decisions_Identity_People_ForPersonId",
                table: "Logbook_Decisions",
                column: "ForPersonId",
                principalTable: "Identity_People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Decisions_Logbook_Batches_BatchId",
                table: "Logbook_Decisions",
                column: "BatchId",
                principalTable: "Logbook_Batches",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Decisions_Logbook_RatingForms_RatingFormId",
                table: "Logbook_Decisions",
                column: "RatingFormId",
                principalTable: "Logbook_RatingForms",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Decisions_Logbook_ReturnReasons_ReturnReasonId",
                table: "Logbook_Decisions",
                column: "ReturnReasonId",
                principalTable: "Logbook_ReturnReasons",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Entries_Identity_People_AddressedTo",
                table: "Logbook_Entries",
                column: "AddressedTo",
                principalTable: "Identity_People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_EntryVersions_Identity_People_MentorPersonId",
                table: "Logbook_EntryVersions",
                column: "MentorPersonId",
                principalTable: "Identity_People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Decisions_Identity_People_ForPersonId",
                table: "Logbook_Decisions");

            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Decisions_Logbook_Batches_BatchId",
                table: "Logbook_Decisions");

            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Decisions_Logbook_RatingForms_RatingFormId",
                table: "Logbook_Decisions");

            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Decisions_Logbook_ReturnReasons_ReturnReasonId",
                table: "Logbook_Decisions");

            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Entries_Identity_People_AddressedTo",
                table: "Logbook_Entries");

            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_EntryVersions_Identity_People_MentorPersonId",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropTable(
                name: "Integrity_Answers");

            migrationBuilder.DropTable(
                name: "Integrity_Closings");

            migrationBuilder.DropTable(
                name: "Integrity_DecidedFacts");

            migrationBuilder.DropTable(
                name: "Integrity_HandOvers");

            migrationBuilder.DropTable(
                name: "Integrity_LoggedFacts");

            migrationBuilder.DropTable(
                name: "Integrity_QuestionCases");

            migrationBuilder.DropTable(
                name: "LearningCurves_Decisions");

            migrationBuilder.DropTable(
                name: "LearningCurves_Evaluations");

            migrationBuilder.DropTable(
                name: "LearningCurves_Settings");

            migrationBuilder.DropTable(
                name: "Logbook_Batches");

            migrationBuilder.DropTable(
                name: "Logbook_CaseClaims");

            migrationBuilder.DropTable(
                name: "Logbook_Files");

            migrationBuilder.DropTable(
                name: "Logbook_FurtherTechniques");

            migrationBuilder.DropTable(
                name: "Logbook_PreparedRatings");

            migrationBuilder.DropTable(
                name: "Logbook_RatingLevels");

            migrationBuilder.DropTable(
                name: "Logbook_ReturnReasons");

            migrationBuilder.DropTable(
                name: "Logbook_SelfRatings");

            migrationBuilder.DropTable(
                name: "Media_Files");

            migrationBuilder.DropTable(
                name: "Techniques_PackageCaseMix");

            migrationBuilder.DropTable(
                name: "Transfers_GuideLocks");

            migrationBuilder.DropTable(
                name: "Transfers_GuideRules");

            migrationBuilder.DropTable(
                name: "Transfers_Guides");

            migrationBuilder.DropTable(
                name: "Integrity_Questions");

            migrationBuilder.DropTable(
                name: "LearningCurves_RelapseSignals");

            migrationBuilder.DropTable(
                name: "Logbook_RatingForms");

            migrationBuilder.DropTable(
                name: "Integrity_Limits");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_EntryVersions_MentorPersonId",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Entries_AddressedTo",
                table: "Logbook_Entries");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Entries_ParticipantId",
                table: "Logbook_Entries");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_BatchId",
                table: "Logbook_Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_ForPersonId",
                table: "Logbook_Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_ProofId",
                table: "Logbook_Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_RatingFormId",
                table: "Logbook_Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_ReturnReasonId",
                table: "Logbook_Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_TraineePersonId_DecidedAt",
                table: "Logbook_Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Decisions_VoiceHash",
                table: "Logbook_Decisions");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Logbook_Decisions_Difficulty",
                table: "Logbook_Decisions");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Logbook_Decisions_Performance",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "Difficult",
                table: "Logbook_Tallies");

            migrationBuilder.DropColumn(
                name: "Emergency",
                table: "Logbook_Tallies");

            migrationBuilder.DropColumn(
                name: "ManagedComplication",
                table: "Logbook_Tallies");

            migrationBuilder.DropColumn(
                name: "Attachments",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "ComplicationManaged",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "Complications",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "ConvertedTo",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "DayNumber",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "Evidence",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "MentorPersonId",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "Sealed",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "Supervision",
                table: "Logbook_EntryVersions");

            migrationBuilder.DropColumn(
                name: "AddressedTo",
                table: "Logbook_Entries");

            migrationBuilder.DropColumn(
                name: "BatchId",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "Difficulty",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "ForName",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "ForPersonId",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "OpenedAt",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "Performance",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "RatedAt",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "RatingFormId",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "ReturnReasonId",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "Sealed",
                table: "Logbook_Decisions");

            migrationBuilder.DropColumn(
                name: "VoiceHash",
                table: "Logbook_Decisions");

            migrationBuilder.AlterColumn<string>(
                name: "Sex",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Setting",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Outcome",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Complexity",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "AgeBand",
                table: "Logbook_EntryVersions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32,
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_ProofId",
                table: "Logbook_Decisions",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_TraineePersonId",
                table: "Logbook_Decisions",
                column: "TraineePersonId");
        }
    }
}
