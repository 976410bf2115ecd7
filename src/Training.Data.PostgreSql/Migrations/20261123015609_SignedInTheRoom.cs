using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SignedInTheRoom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Identity_DeviceKeys");

            migrationBuilder.DropTable(
                name: "Identity_SigningTickets");

            migrationBuilder.DropTable(
                name: "Logbook_RoomRefusals");

            migrationBuilder.DropTable(
                name: "Logbook_RoomSignings");
        }
    }
}
