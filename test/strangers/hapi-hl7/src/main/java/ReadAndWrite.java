import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractGroup;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One message a line, in Base64; answers a line for each: the class of its structure, the segments that
 * the structure has no place for, and what the parser writes again.
 */
public final class ReadAndWrite {
  public static void main(String[] words) throws Exception {
    DefaultHapiContext context = new DefaultHapiContext();
    context.setValidationContext(ValidationContextFactory.noValidation());
    PipeParser parser = context.getPipeParser();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String text = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
      Message message = parser.parse(text);
      List<String> strays = new ArrayList<>();
      lookForStrays(message, strays);
      byte[] written = parser.encode(message).getBytes(StandardCharsets.UTF_8);
      out.println(
          message.getClass().getSimpleName()
              + " "
              + String.join(",", strays)
              + " "
              + Base64.getEncoder().encodeToString(written));
    }
    out.flush();
  }

  private static void lookForStrays(Group group, List<String> strays) throws HL7Exception {
    if (group instanceof AbstractGroup known) strays.addAll(known.getNonStandardNames());
    for (String name : group.getNames()) {
      for (Structure each : group.getAll(name)) {
        if (each instanceof Group inner) lookForStrays(inner, strays);
        else if (!(each instanceof Segment)) throw new HL7Exception(name);
      }
    }
  }
}
