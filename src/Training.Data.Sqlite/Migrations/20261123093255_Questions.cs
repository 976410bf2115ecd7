using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Questions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Questions_Questions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    CurrentNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IsComplete = table.Column<bool>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RetiredBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: true),
                    RetiredBecause = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_Questions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Questions_Questions_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_Uploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    UploadedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_Uploads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Questions_Uploads_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_Images",
                columns: table => new
                {
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_Images", x => new { x.QuestionId, x.Hash });
                    table.ForeignKey(
                        name: "FK_Questions_Images_Questions_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_Tags",
                columns: table => new
                {
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Tag = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_Tags", x => new { x.QuestionId, x.Key });
                    table.ForeignKey(
                        name: "FK_Questions_Tags_Questions_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Questions_Techniques",
                columns: table => new
                {
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_Techniques", x => new { x.QuestionId, x.TechniqueId });
                    table.ForeignKey(
                        name: "FK_Questions_Techniques_Questions_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Questions_Techniques_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_Versions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_Versions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Questions_Versions_Questions_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Images_Hash",
                table: "Questions_Images",
                column: "Hash");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Questions_HospitalId_ContentHash",
                table: "Questions_Questions",
                columns: new[] { "HospitalId", "ContentHash" });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Tags_Key",
                table: "Questions_Tags",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Techniques_TechniqueId",
                table: "Questions_Techniques",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Uploads_HospitalId",
                table: "Questions_Uploads",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Uploads_UploadedAt",
                table: "Questions_Uploads",
                column: "UploadedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Uploads_UserId",
                table: "Questions_Uploads",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Versions_QuestionId_Number",
                table: "Questions_Versions",
                columns: new[] { "QuestionId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Questions_Images");

            migrationBuilder.DropTable(
                name: "Questions_Tags");

            migrationBuilder.DropTable(
                name: "Questions_Techniques");

            migrationBuilder.DropTable(
                name: "Questions_Uploads");

            migrationBuilder.DropTable(
                name: "Questions_Versions");

            migrationBuilder.DropTable(
                name: "Questions_Questions");
        }
    }
}
