using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class CaseProcess : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "DecidedNumber",
                table: "Logbook_Entries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LateSince",
                table: "Logbook_Entries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WithdrawnAt",
                table: "Logbook_Entries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnBecause",
                table: "Logbook_Entries",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Logbook_Approvals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    TraineePersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ApproverPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ApproverName = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    ApproverPosition = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ProofId = table.Column<Guid>(type: "uuid", nullable: true),
                    SignedHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DecisionId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Approvals", x => x.Id);
                    table.CheckConstraint("CK_Logbook_Approvals_NotOwn", "\"ApproverPersonId\" <> \"TraineePersonId\"");
                    table.ForeignKey(
                        name: "FK_Logbook_Approvals_Identity_People_ApproverPersonId",
                        column: x => x.ApproverPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Approvals_Identity_People_TraineePersonId",
                        column: x => x.TraineePersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Approvals_Logbook_Decisions_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "Logbook_Decisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Approvals_Logbook_EntryVersions_EntryVersionId",
                        column: x => x.EntryVersionId,
                        principalTable: "Logbook_EntryVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Reminders",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Reminders", x => new { x.UserId, x.Day, x.Kind });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_ApproverPersonId",
                table: "Logbook_Approvals",
                column: "ApproverPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_DecisionId",
                table: "Logbook_Approvals",
                column: "DecisionId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_EntryVersionId",
                table: "Logbook_Approvals",
                column: "EntryVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_ProofId",
                table: "Logbook_Approvals",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_TaskId",
                table: "Logbook_Approvals",
                column: "TaskId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_TraineePersonId",
                table: "Logbook_Approvals",
                column: "TraineePersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Reminders_Day",
                table: "Logbook_Reminders",
                column: "Day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Logbook_Approvals");

            migrationBuilder.DropTable(
                name: "Logbook_Reminders");

            migrationBuilder.DropColumn(
                name: "DecidedNumber",
                table: "Logbook_Entries");

            migrationBuilder.DropColumn(
                name: "LateSince",
                table: "Logbook_Entries");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Logbook_Entries");

            migrationBuilder.DropColumn(
                name: "WithdrawnBecause",
                table: "Logbook_Entries");
        }
    }
}
