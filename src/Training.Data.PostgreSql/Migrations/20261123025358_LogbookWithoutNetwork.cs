using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class LogbookWithoutNetwork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Form",
                table: "Logbook_Approvals",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Sealed",
                table: "Logbook_Approvals",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Identity_DeviceKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: false),
                    Device = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    RegisteredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RevokedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_DeviceKeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_DeviceKeys_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_SigningTickets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    NonceHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Position = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    GivenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RevokedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_SigningTickets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_SigningTickets_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_BackupsDeleted",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_BackupsDeleted", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_PhoneCases",
                columns: table => new
                {
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    WrittenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClockAhead = table.Column<int>(type: "integer", nullable: false),
                    BodyHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_PhoneCases", x => x.EntryId);
                    table.ForeignKey(
                        name: "FK_Logbook_PhoneCases_Logbook_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Logbook_Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_RedactionReasons",
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
                    table.PrimaryKey("PK_Logbook_RedactionReasons", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_RoomRefusals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseCode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    TraineePersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    TicketId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rule = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Because = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    ClaimedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BroughtByPersonId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_RoomRefusals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_RoomRefusals_Identity_People_BroughtByPersonId",
                        column: x => x.BroughtByPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_RoomRefusals_Identity_People_MentorPersonId",
                        column: x => x.MentorPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_RoomRefusals_Identity_People_TraineePersonId",
                        column: x => x.TraineePersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_RoomSignings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DecisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClaimedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BroughtByPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Statement = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: false),
                    DeviceKeyId = table.Column<Guid>(type: "uuid", nullable: false),
                    DeviceSignature = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_RoomSignings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_RoomSignings_Identity_People_BroughtByPersonId",
                        column: x => x.BroughtByPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_RoomSignings_Logbook_Decisions_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "Logbook_Decisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_SignatureFaults",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseCode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    FoundAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClearedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_SignatureFaults", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_SignatureFaults_Logbook_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Logbook_Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_SignatureFaults_Logbook_EntryVersions_EntryVersionId",
                        column: x => x.EntryVersionId,
                        principalTable: "Logbook_EntryVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Verifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Versions = table.Column<long>(type: "bigint", nullable: false),
                    Faults = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Verifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Redactions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReasonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Remark = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    AskedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedByPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Redactions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_Redactions_Identity_People_AskedByPersonId",
                        column: x => x.AskedByPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Redactions_Logbook_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Logbook_Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Redactions_Logbook_RedactionReasons_ReasonId",
                        column: x => x.ReasonId,
                        principalTable: "Logbook_RedactionReasons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_RedactionDecisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Because = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    AskedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedByPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ByPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Position = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ProofId = table.Column<Guid>(type: "uuid", nullable: true),
                    Canonical = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: false),
                    SignedHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_RedactionDecisions", x => x.Id);
                    table.CheckConstraint("CK_Logbook_RedactionDecisions_TwoAccounts", "\"ByUserId\" <> \"AskedByUserId\"");
                    table.CheckConstraint("CK_Logbook_RedactionDecisions_TwoPeople", "\"ByPersonId\" <> \"AskedByPersonId\"");
                    table.ForeignKey(
                        name: "FK_Logbook_RedactionDecisions_Identity_People_AskedByPersonId",
                        column: x => x.AskedByPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_RedactionDecisions_Identity_People_ByPersonId",
                        column: x => x.ByPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_RedactionDecisions_Logbook_Redactions_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Logbook_Redactions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_RedactionOverwrites",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    DoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BackupsUntil = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_RedactionOverwrites", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_RedactionOverwrites_Logbook_Redactions_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Logbook_Redactions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_RedactionTargets",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Field = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    KeptHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_RedactionTargets", x => new { x.RequestId, x.RecordId, x.Field });
                    table.ForeignKey(
                        name: "FK_Logbook_RedactionTargets_Logbook_Redactions_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Logbook_Redactions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Identity_DeviceKeys_PublicKey",
                table: "Identity_DeviceKeys",
                column: "PublicKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_DeviceKeys_UserId",
                table: "Identity_DeviceKeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_SigningTickets_SessionId",
                table: "Identity_SigningTickets",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_SigningTickets_UserId_ExpiresAt",
                table: "Identity_SigningTickets",
                columns: new[] { "UserId", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_BackupsDeleted_Before",
                table: "Logbook_BackupsDeleted",
                column: "Before");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionDecisions_AskedByPersonId",
                table: "Logbook_RedactionDecisions",
                column: "AskedByPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionDecisions_ByPersonId",
                table: "Logbook_RedactionDecisions",
                column: "ByPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionDecisions_DecidedAt",
                table: "Logbook_RedactionDecisions",
                column: "DecidedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionDecisions_ProofId",
                table: "Logbook_RedactionDecisions",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionDecisions_RequestId",
                table: "Logbook_RedactionDecisions",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionOverwrites_DoneAt",
                table: "Logbook_RedactionOverwrites",
                column: "DoneAt");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionOverwrites_RequestId",
                table: "Logbook_RedactionOverwrites",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionReasons_Key",
                table: "Logbook_RedactionReasons",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Redactions_AskedByPersonId",
                table: "Logbook_Redactions",
                column: "AskedByPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Redactions_EntryId",
                table: "Logbook_Redactions",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Redactions_ReasonId",
                table: "Logbook_Redactions",
                column: "ReasonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RedactionTargets_RecordId",
                table: "Logbook_RedactionTargets",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RoomRefusals_BroughtByPersonId",
                table: "Logbook_RoomRefusals",
                column: "BroughtByPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RoomRefusals_EntryId",
                table: "Logbook_RoomRefusals",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RoomRefusals_MentorPersonId",
                table: "Logbook_RoomRefusals",
                column: "MentorPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RoomRefusals_TraineePersonId",
                table: "Logbook_RoomRefusals",
                column: "TraineePersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RoomRefusals_VersionId_TicketId_Rule",
                table: "Logbook_RoomRefusals",
                columns: new[] { "VersionId", "TicketId", "Rule" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RoomSignings_BroughtByPersonId",
                table: "Logbook_RoomSignings",
                column: "BroughtByPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_RoomSignings_DecisionId",
                table: "Logbook_RoomSignings",
                column: "DecisionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_SignatureFaults_EntryId",
                table: "Logbook_SignatureFaults",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_SignatureFaults_EntryVersionId_Kind",
                table: "Logbook_SignatureFaults",
                columns: new[] { "EntryVersionId", "Kind" },
                unique: true,
                filter: "\"ClearedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_SignatureFaults_FoundAt",
                table: "Logbook_SignatureFaults",
                column: "FoundAt",
                filter: "\"ClearedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Verifications_StartedAt",
                table: "Logbook_Verifications",
                column: "StartedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Identity_DeviceKeys");

            migrationBuilder.DropTable(
                name: "Identity_SigningTickets");

            migrationBuilder.DropTable(
                name: "Logbook_BackupsDeleted");

            migrationBuilder.DropTable(
                name: "Logbook_PhoneCases");

            migrationBuilder.DropTable(
                name: "Logbook_RedactionDecisions");

            migrationBuilder.DropTable(
                name: "Logbook_RedactionOverwrites");

            migrationBuilder.DropTable(
                name: "Logbook_RedactionTargets");

            migrationBuilder.DropTable(
                name: "Logbook_RoomRefusals");

            migrationBuilder.DropTable(
                name: "Logbook_RoomSignings");

            migrationBuilder.DropTable(
                name: "Logbook_SignatureFaults");

            migrationBuilder.DropTable(
                name: "Logbook_Verifications");

            migrationBuilder.DropTable(
                name: "Logbook_Redactions");

            migrationBuilder.DropTable(
                name: "Logbook_RedactionReasons");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "Logbook_Approvals");

            migrationBuilder.DropColumn(
                name: "Sealed",
                table: "Logbook_Approvals");
        }
    }
}
